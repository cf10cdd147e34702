package org.showtell.dataset.open;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
