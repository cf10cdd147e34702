package org.showtell.dataset.text;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.AnnotationFormatException;

/** Reads UTF-8 text line by line; other bytes are a fault, not mended in silence. */
final class TextLines {

  /** What is done with each line that is not blank. */
  interface LineReader {
    /** Receives the line, without white space around it, and its number from 1. */
    void read(String line, long number) throws IOException;
  }

  private TextLines() {}

  static void forEach(Path file, LineReader reader) throws IOException {
    try (InputStream in = AnnotationFile.open(file)) {
      forEach(in, file.toString(), reader);
    }
  }

  static void forEach(byte[] content, String name, LineReader reader) throws IOException {
    forEach(new ByteArrayInputStream(content), name, reader);
  }

  private static void forEach(InputStream in, String name, LineReader reader) throws IOException {
    // A decoder of its own throws on bytes that are not UTF-8, where a charset alone would mend.
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    long number = 0;
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        // Editors on Windows begin a file with a byte order mark.
        String text = (number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line).strip();
        if (!text.isEmpty()) {
          reader.read(text, number);
        }
      }
    } catch (CharacterCodingException e) {
      throw new AnnotationFormatException(
          name
              + ": expected UTF-8 text but found other bytes after line "
              + number
              + "; save the file as UTF-8",
          e);
    }
  }
}
