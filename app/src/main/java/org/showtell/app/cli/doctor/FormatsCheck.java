package org.showtell.app.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.encoder.image.ImageReader;

/** Which kinds of photos can be read: each is tried with a picture of a few hundred bytes. */
public final class FormatsCheck implements Check {
  /** The usual ones first; the extensions are those of the pictures beside this class. */
  private static final Map<String, String> FORMATS = formats();

  private static Map<String, String> formats() {
    Map<String, String> formats = new LinkedHashMap<>();
    formats.put("JPEG", "jpg");
    formats.put("PNG", "png");
    formats.put("WebP", "webp");
    formats.put("GIF", "gif");
    formats.put("BMP", "bmp");
    formats.put("TIFF", "tif");
    formats.put("HEIC", "heic");
    formats.put("AVIF", "avif");
    return formats;
  }

  @Override
  public List<Finding> findings() {
    List<String> read = new ArrayList<>();
    List<String> not = new ArrayList<>();
    FORMATS.forEach((name, extension) -> (canRead("tiny." + extension) ? read : not).add(name));
    List<Finding> findings = new ArrayList<>();
    if (!read.isEmpty()) {
      findings.add(Finding.good("photos", String.join(", ", read)));
    }
    if (not.contains("JPEG")) {
      findings.add(
          Finding.missing(
              "photos",
              "not " + String.join(", ", not) + ": the image library does not load",
              "build on the machine it is to run on: mvn -q package"));
    } else if (!not.isEmpty()) {
      findings.add(
          Finding.note(
              "photos",
              "not " + String.join(", ", not),
              "convert such photos to JPEG or PNG first"));
    }
    return findings;
  }

  private static boolean canRead(String picture) {
    try (InputStream in = FormatsCheck.class.getResourceAsStream(picture)) {
      new ImageReader().read(in.readAllBytes(), picture);
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      return false;
    }
  }
}
