package org.showtell.app.output.sidecar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.Keyword;
import org.showtell.app.output.caption.PhotoPlaces;
import org.showtell.app.output.file.ExistingPolicy;

/**
 * XMP sidecars: the best caption as {@code dc:description} and as the alternative text of IPTC, and
 * the keywords among those of {@code dc:subject}. Everything else that other programs wrote into
 * the file, such as ratings or how a raw photo is developed, stays.
 */
public final class XmpWriter extends PerPhotoOutput.Writer {
  private final String model;

  /**
   * @param model named as the toolkit of new files, so that a machine's captions can be told
   */
  XmpWriter(PhotoPlaces places, ExistingPolicy policy, String model) {
    super(places, policy);
    this.model = model;
  }

  /** A new sidecar as text, for a caption that nobody's model made. */
  public static String text(String caption, List<String> keywords) {
    XmpDocument document = XmpDocument.create("Showtell");
    document.setCaption(caption);
    document.addSubjects(keywords);
    return new String(document.toBytes(), StandardCharsets.UTF_8);
  }

  @Override
  byte[] create(CaptionRecord record) {
    return replaced(XmpDocument.create("Showtell, model " + model), record);
  }

  @Override
  byte[] replace(byte[] existing, CaptionRecord record) throws IOException {
    return replaced(XmpDocument.parse(existing), record);
  }

  private static byte[] replaced(XmpDocument document, CaptionRecord record) {
    document.setCaption(record.caption());
    document.addSubjects(words(record));
    return document.toBytes();
  }

  @Override
  byte[] append(byte[] existing, CaptionRecord record) throws IOException {
    XmpDocument document = XmpDocument.parse(existing);
    boolean captioned = document.addCaptionWhereMissing(record.caption());
    boolean tagged = document.addSubjects(words(record));
    return captioned || tagged ? document.toBytes() : existing;
  }

  private static List<String> words(CaptionRecord record) {
    return record.keywords().stream().map(Keyword::word).toList();
  }
}
