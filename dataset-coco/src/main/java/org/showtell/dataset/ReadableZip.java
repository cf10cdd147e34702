package org.showtell.dataset;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens zip files, and says of one that cannot be read why, and what to do. */
public final class ReadableZip {
  private static final int SIGNATURE = 4;

  private ReadableZip() {}

  /**
   * Opens a zip; the caller closes it. Names that are not in UTF-8 are read in code page 437, which
   * the format has where an entry does not say UTF-8.
   *
   * @throws IOException with the reason, without the path in front
   */
  public static ZipFile open(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException e) {
      if (String.valueOf(e.getMessage()).contains("bad entry name")) {
        return open(file, Charset.isSupported("IBM437") ? "IBM437" : "ISO-8859-1");
      }
      throw new IOException(reason(file, e), e);
    } catch (FileNotFoundException e) { // by its words, which hold the path
      throw Files.exists(file)
          ? new AccessDeniedException(file.toString())
          : new NoSuchFileException(file.toString());
    } catch (EOFException e) {
      throw new IOException("a damaged zip (it ends too soon); get it again", e);
    }
  }

  private static ZipFile open(Path file, String names) throws IOException {
    try {
      return new ZipFile(file.toFile(), Charset.forName(names));
    } catch (ZipException e) {
      throw new IOException(reason(file, e), e);
    }
  }

  /** The name of an entry with {@code /} between its parts, as some Windows programs do not. */
  public static String slashed(String name) {
    return name.replace('\\', '/');
  }

  private static String reason(Path file, ZipException e) throws IOException {
    String said = String.valueOf(e.getMessage());
    if (said.contains("encrypted")) {
      return "an encrypted zip; unpack it with its password first";
    }
    if (said.contains("compression method")) {
      return "a zip that is compressed by a method other than deflate; unpack it first";
    }
    String start;
    try (InputStream in = Files.newInputStream(file)) {
      start = new String(in.readNBytes(SIGNATURE), StandardCharsets.ISO_8859_1);
    }
    if (start.isEmpty()) {
      return "not a zip (the file is 0 bytes); get it again";
    }
    if (start.equals("PK\7\b")) {
      return "the first part of a zip in several parts; join them, or unpack it first";
    }
    if (start.startsWith("PK")) {
      return said.contains("END header not found")
          ? "a zip that is cut off: the list of its entries, at its end, is missing; get it again"
          : "a damaged zip (%s); get it again, or unpack what is left of it".formatted(said);
    }
    if (start.startsWith("Rar!") || start.startsWith("7z") || start.startsWith("\u001f\u008b")) {
      return "another kind of archive than a zip; unpack it first";
    }
    return "not a zip; name a zip or a folder of images";
  }
}
