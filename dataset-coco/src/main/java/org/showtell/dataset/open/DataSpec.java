package org.showtell.dataset.open;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.showtell.dataset.SplitSelection;

/**
 * A data specification, cut at its first colon.
 *
 * @param known for messages: the forms that are known
 */
record DataSpec(String text, String scheme, String rest, String known) {

  static DataSpec parse(String text, List<String> schemes, String known) {
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? text : text.substring(0, colon);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    if (rest.isBlank() || !schemes.contains(scheme)) {
      throw new IllegalArgumentException("unknown data '" + text + "'; known: " + known);
    }
    return new DataSpec(text, scheme, rest, known);
  }

  @FunctionalInterface
  interface Opening<T> {
    T open(String dataSpec, String split) throws IOException;
  }

  /** Opens one data set, or each of several and joins them; a list file selects from one only. */
  static <T extends Closeable> T openAll(
      List<String> dataSpecs, String split, Opening<T> opening, Function<List<T>, T> joined)
      throws IOException {
    if (dataSpecs.size() == 1) {
      return opening.open(dataSpecs.get(0), split);
    }
    SplitSelection.parse(split).requireNoList();
    List<T> parts = new ArrayList<>();
    try {
      for (String dataSpec : dataSpecs) {
        parts.add(opening.open(dataSpec, split));
      }
      return joined.apply(parts);
    } catch (IOException | RuntimeException e) {
      for (T part : parts) {
        part.close();
      }
      throw e;
    }
  }

  /**
   * Cuts annotation files, each with a comma behind it, from what follows them. A path may have
   * commas of its own: the first comma that ends the name of an existing file counts.
   */
  List<String> parts(int files) {
    List<String> parts = new ArrayList<>();
    String left = rest;
    for (int i = 0; i < files; i++) {
      int comma = comma(left);
      if (comma < 0) {
        throw tooFew();
      }
      parts.add(left.substring(0, comma));
      left = left.substring(comma + 1);
    }
    if (left.isBlank() || parts.get(0).isBlank()) {
      throw tooFew();
    }
    parts.add(left);
    return parts;
  }

  private static int comma(String text) {
    int first = text.indexOf(',');
    for (int comma = first; comma >= 0; comma = text.indexOf(',', comma + 1)) {
      if (comma < text.length() - 1
          && comma > 0
          && Files.isRegularFile(Path.of(text.substring(0, comma)))) {
        return comma;
      }
    }
    return first;
  }

  private IllegalArgumentException tooFew() {
    return new IllegalArgumentException(
        "data must be annotation files and the images with commas between, but got '%s'; known: %s"
            .formatted(text, known));
  }
}
