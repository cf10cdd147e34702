package org.showtell.dataset.text;

import static org.showtell.dataset.AnnotationFormatException.atLine;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.TextLines;

/** Pairs of texts: an input, a tab and an output on each line. */
public final class PairFile {
  private PairFile() {}

  /** What is read and what is to be written. */
  public record Pair(String input, String output) {}

  /**
   * The pairs in the order of the file.
   *
   * @param leftOut is told of lines that are not an input, one tab and an output
   */
  public static List<Pair> read(Path file, LeftOut leftOut) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    try (TextLines lines = TextLines.of(AnnotationFile.open(file))) {
      while (true) {
        String name = "line " + (lines.number() + 1);
        String line;
        try {
          line = lines.next();
        } catch (CharacterCodingException e) {
          leftOut.add("line", "not UTF-8", name);
          continue;
        }
        if (line == null) {
          break;
        }
        String[] parts = line.split("\t", -1);
        if (parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()) {
          pairs.add(new Pair(parts[0].strip(), parts[1].strip()));
        } else if (!line.isBlank()) {
          leftOut.add("line", "no input, one tab and an output", name);
        }
      }
    }
    if (pairs.isEmpty()) {
      throw atLine(file, 1, "an input, a tab and an output", "none", "check the file");
    }
    return pairs;
  }
}
