package org.showtell.app.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.encoder.image.ImageReader;

/** The models that ship, the cache folder, and the image formats that can be read. */
record ModelsCheck(CommandContext context) {
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    ModelCatalog.shipped().forEach(name -> findings.add(model(name)));
    findings.add(cacheFolder(context.surroundings().cacheFolder()));
    return findings;
  }

  private static Finding model(String name) {
    try {
      ModelBundle bundle = ModelCatalog.open(name);
      return Finding.good(
          "model", name + ": whole, encoder " + bundle.manifest().encoder().preset());
    } catch (IOException e) {
      return Finding.missing("model", name + ": " + e.getMessage(), "or name another with -m FILE");
    }
  }

  static Finding cacheFolder(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Finding.note(
          "cache",
          folder + ": cannot be written",
          "name another folder with SHOWTELL_CACHE; captions do not need it");
    }
    return Finding.good("cache", folder + (Files.exists(folder) ? "" : " (created when needed)"));
  }

  /** Reads the image of a few hundred bytes that lies beside this class for each format. */
  static List<Finding> formats() {
    Map<String, String> extensions = new LinkedHashMap<>();
    extensions.put("JPEG", "jpg");
    extensions.put("PNG", "png");
    extensions.put("WebP", "webp");
    extensions.put("GIF", "gif");
    extensions.put("BMP", "bmp");
    extensions.put("TIFF", "tif");
    extensions.put("HEIC", "heic");
    extensions.put("AVIF", "avif");
    List<String> read = new ArrayList<>();
    List<String> not = new ArrayList<>();
    extensions.forEach((name, end) -> (canRead("tiny." + end) ? read : not).add(name));
    List<Finding> findings = new ArrayList<>();
    if (!read.isEmpty()) {
      findings.add(Finding.good("photos", String.join(", ", read)));
    }
    String missing = "not " + String.join(", ", not);
    if (not.contains("JPEG")) {
      findings.add(
          Finding.missing(
              "photos",
              missing + ": the image library does not load",
              "build on the machine it is to run on: mvn -q package"));
    } else if (!not.isEmpty()) {
      findings.add(Finding.note("photos", missing, "convert such photos to JPEG or PNG first"));
    }
    return findings;
  }

  private static boolean canRead(String image) {
    try (InputStream in = ModelsCheck.class.getResourceAsStream(image)) {
      new ImageReader().read(in.readAllBytes(), image);
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      return false;
    }
  }
}
