package org.showtell.dataset;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens annotation files and reads their lines. */
public final class AnnotationFile {
  private AnnotationFile() {}

  /** What is done with each line that is not blank. */
  public interface LineReader {
    /** Receives the line, without white space around it, and its number from 1. */
    void read(String line, long number) throws IOException;

    /**
     * Receives a line that is not UTF-8, with a replacement character for each byte that is none.
     *
     * @return whether reading goes on; if not, the line is a fault of the file
     */
    default boolean readDamaged(String line, long number) {
      return false;
    }
  }

  /** The file's bytes, buffered; the caller closes them. A folder is no such file either. */
  public static InputStream open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "an annotation file was expected here; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new FileSystemException(
          file.toString(), null, "a folder, where an annotation file is needed; name the file");
    }
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /** Reads the lines of a file in any Unicode encoding; blank ones are passed over. */
  public static void forEachLine(Path file, LineReader reader) throws IOException {
    try (InputStream in = open(file)) {
      forEachLine(in, file.toString(), reader);
    }
  }

  /** Reads lines of a file's content; its name is for messages. */
  public static void forEachLine(byte[] content, String name, LineReader reader)
      throws IOException {
    forEachLine(new ByteArrayInputStream(content), name, reader);
  }

  private static void forEachLine(InputStream in, String name, LineReader reader)
      throws IOException {
    TextLines lines = TextLines.of(in);
    while (true) {
      String line;
      try {
        line = lines.next();
      } catch (CharacterCodingException e) {
        byte[] bytes = lines.bytes(); // none of UTF-16, whose lines end here
        if (bytes != null
            && reader.readDamaged(
                new String(bytes, StandardCharsets.UTF_8).strip(), lines.number())) {
          continue;
        }
        throw AnnotationFormatException.notUtf8(name, lines.number(), "save the file as UTF-8", e);
      }
      if (line == null) {
        return;
      }
      if (!line.isBlank()) {
        reader.read(line.strip(), lines.number());
      }
    }
  }
}
