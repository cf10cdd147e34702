package org.showtell.dataset.keywords;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.TextLines;

/** The lines of the package's text files; bytes that are not UTF-8 are a fault. */
final class TextRows {
  private TextRows() {}

  /** Reads lines; the name is for messages. Does not close the stream. */
  static List<String> read(InputStream in, String name) throws IOException {
    TextLines reader = TextLines.of(in);
    List<String> lines = new ArrayList<>();
    try {
      for (String line = reader.next(); line != null; line = reader.next()) {
        lines.add(line);
      }
    } catch (CharacterCodingException e) {
      throw AnnotationFormatException.notUtf8(
          name, reader.number(), "restore the file from the model", e);
    }
    return lines;
  }

  /** The lines of a file that ships with this program. */
  static List<String> shipped(String name) {
    try (InputStream in = TextRows.class.getResourceAsStream(name)) {
      return read(in, name);
    } catch (IOException e) {
      throw new UncheckedIOException("The keywords' " + name + " cannot be read", e);
    }
  }

  /** As {@link #shipped} without blank lines and lines that begin with #. */
  static List<String> rules(String name) {
    return shipped(name).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(String::strip)
        .toList();
  }
}
