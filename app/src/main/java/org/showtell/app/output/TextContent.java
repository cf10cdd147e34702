package org.showtell.app.output;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.showtell.app.pipeline.CaptionRecord;
import org.showtell.app.pipeline.ScoredCaption;

/** A text sidecar: one caption per line, best first. */
final class TextContent implements SidecarContent {
  @Override
  public byte[] create(CaptionRecord record) {
    StringBuilder text = new StringBuilder();
    record.captions().forEach(caption -> text.append(caption.text()).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
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
    for (ScoredCaption caption : record.captions()) {
      if (lines.stream().noneMatch(line -> line.strip().equals(caption.text()))) {
        added.append(caption.text()).append('\n');
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
