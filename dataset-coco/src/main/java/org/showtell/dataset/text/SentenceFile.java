package org.showtell.dataset.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.TextLines;

/** Sentences without photos: a text file with one sentence a line, plain or compressed (.gz). */
public final class SentenceFile {
  private SentenceFile() {}

  /**
   * The first sentences of the file, at most that many, since they are held in memory; blank lines
   * are passed over.
   *
   * @param leftOut is told of lines that are not UTF-8
   */
  public static List<String> read(Path file, int most, LeftOut leftOut) throws IOException {
    boolean compressed = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    List<String> sentences = new ArrayList<>();
    long read = 0;
    try (InputStream bytes = Files.newInputStream(file);
        InputStream text = compressed ? new GZIPInputStream(bytes) : bytes;
        TextLines lines = TextLines.of(text)) {
      while (sentences.size() < most) {
        String line;
        try {
          line = lines.next();
        } catch (CharacterCodingException e) {
          if (lines.bytes() == null) {
            throw e; // nothing comes behind
          }
          read = lines.number();
          leftOut.add("line", "not UTF-8", "line " + read);
          continue;
        }
        if (line == null) {
          break;
        }
        read = lines.number();
        String sentence = CaptionedImage.tidy(line);
        if (!sentence.isBlank()) {
          sentences.add(sentence);
        }
      }
    } catch (ZipException | EOFException | CharacterCodingException e) {
      throw new AnnotationFormatException(
          file
              + ": expected one sentence a line in UTF-8"
              + (compressed ? ", compressed with gzip" : "")
              + ", but it cannot be read after line "
              + read
              + " ("
              + reason(e)
              + "); take a whole copy of the file",
          e);
    }
    if (sentences.isEmpty()) {
      throw new AnnotationFormatException(
          file
              + ": expected one sentence a line in UTF-8, but got none"
              + (leftOut.isEmpty() ? "" : "; " + leftOut.summary()));
    }
    return sentences;
  }

  private static String reason(IOException e) {
    if (e instanceof CharacterCodingException) {
      return "other bytes";
    }
    return e instanceof EOFException ? "it is cut off" : e.getMessage();
  }
}
