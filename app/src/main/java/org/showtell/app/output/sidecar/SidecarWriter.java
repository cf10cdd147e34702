package org.showtell.app.output.sidecar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.output.caption.PhotoPlaces;
import org.showtell.app.output.caption.TextWriter;
import org.showtell.app.output.file.ExistingPolicy;

/** Text sidecars: one caption per line, best first, and the keywords on a line at the end. */
final class SidecarWriter extends PerPhotoOutput.Writer {
  private final boolean keywords;

  SidecarWriter(PhotoPlaces places, ExistingPolicy policy, boolean keywords) {
    super(places, policy);
    this.keywords = keywords;
  }

  @Override
  byte[] create(CaptionRecord record) {
    return lines(record).stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private List<String> lines(CaptionRecord record) {
    List<String> lines = new ArrayList<>();
    record.captions().forEach(caption -> lines.add(caption.written()));
    if (keywords && !record.keywords().isEmpty()) {
      lines.add(TextWriter.keywords(record.keywords()));
    }
    return lines;
  }

  @Override
  byte[] replace(byte[] existing, CaptionRecord record) {
    return create(record);
  }

  // The existing bytes stay as they are, whatever their encoding; a caption is only recognised in
  // ASCII and UTF-8.
  @Override
  byte[] append(byte[] existing, CaptionRecord record) {
    List<String> lines = new String(existing, StandardCharsets.UTF_8).lines().toList();
    StringBuilder added = new StringBuilder();
    for (String wanted : lines(record)) {
      if (lines.stream().noneMatch(line -> line.strip().equals(wanted))) {
        added.append(wanted).append('\n');
      }
    }
    if (added.isEmpty()) {
      return existing;
    }
    if (existing.length > 0 && existing[existing.length - 1] != '\n') {
      added.insert(0, '\n');
    }
    byte[] tail = added.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(existing, existing.length + tail.length);
    System.arraycopy(tail, 0, all, existing.length, tail.length);
    return all;
  }
}
