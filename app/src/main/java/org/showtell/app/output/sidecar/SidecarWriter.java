package org.showtell.app.output.sidecar;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.output.caption.PhotoPlaces;
import org.showtell.app.output.caption.TextWriter;
import org.showtell.app.output.file.ExistingPolicy;
import org.showtell.dataset.TextEncoding;

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

  // The existing bytes stay as they are.
  @Override
  byte[] append(byte[] existing, CaptionRecord record) throws IOException {
    String text = text(existing);
    List<String> lines = text.lines().toList();
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    StringBuilder added = new StringBuilder();
    for (String wanted : lines(record)) {
      if (lines.stream().noneMatch(line -> line.strip().equals(wanted))) {
        added.append(wanted).append(end);
      }
    }
    if (added.isEmpty()) {
      return existing;
    }
    if (existing.length > 0 && "\r\n".indexOf(existing[existing.length - 1]) < 0) {
      added.insert(0, end);
    }
    byte[] tail = added.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(existing, existing.length + tail.length);
    System.arraycopy(tail, 0, all, existing.length, tail.length);
    return all;
  }

  /** A text that UTF-8 can be added to: in another encoding no editor could show it any more. */
  private static String text(byte[] existing) throws IOException {
    TextEncoding encoding = TextEncoding.of(existing);
    String advice = "; save it as UTF-8, or overwrite it";
    if (encoding.isWide()) {
      throw new IOException("its text is " + encoding.charset() + " and not UTF-8" + advice);
    }
    int mark = encoding.markLength();
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(existing, mark, existing.length - mark))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IOException("its text is not UTF-8" + advice, e);
    }
  }
}
