package org.showtell.app.output.sidecar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.output.caption.KeywordText;

/** A text sidecar: one caption per line, best first, and the keywords on a line at the end. */
final class TextContent implements SidecarContent {
  @Override
  public byte[] create(CaptionRecord record) {
    StringBuilder text = new StringBuilder();
    lines(record).forEach(line -> text.append(line).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> lines(CaptionRecord record) {
    List<String> lines = new ArrayList<>();
    record.captions().forEach(caption -> lines.add(caption.text()));
    if (!record.keywords().isEmpty()) {
      lines.add(KeywordText.line(record.keywords()));
    }
    return lines;
  }

  @Override
  public byte[] replace(byte[] existing, CaptionRecord record) {
    return create(record);
  }

  // The bytes that are there stay as they are, whatever their encoding; only ASCII and UTF-8 are
  // compared to see whether a caption stands there.
  @Override
  public byte[] append(byte[] existing, CaptionRecord record) {
    List<String> lines = new String(existing, StandardCharsets.UTF_8).lines().toList();
    StringBuilder added = new StringBuilder();
    if (existing.length > 0 && existing[existing.length - 1] != '\n') {
      added.append('\n');
    }
    int nothing = added.length();
    for (String wanted : lines(record)) {
      if (lines.stream().noneMatch(line -> line.strip().equals(wanted))) {
        added.append(wanted).append('\n');
      }
    }
    if (added.length() == nothing) {
      return existing;
    }
    byte[] tail = added.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(existing, existing.length + tail.length);
    System.arraycopy(tail, 0, all, existing.length, tail.length);
    return all;
  }
}
