package org.showtell.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Which part of a data set is asked for: {@code train}, {@code dev}, {@code test}, {@code all}, or
 * a list file with one id or file name per line.
 *
 * @param list null for a named split
 */
public record SplitSelection(String name, Path list) {
  private static final List<String> NAMED = List.of("train", "dev", "test", "all");

  /**
   * Reads a split as a user writes it: a name ({@code val} is {@code dev}) or a {@code .txt} file.
   */
  public static SplitSelection parse(String text) {
    String name = text.equals("val") ? "dev" : text;
    if (NAMED.contains(name)) {
      return new SplitSelection(name, null);
    }
    if (text.toLowerCase(Locale.ROOT).endsWith(".txt")) {
      return new SplitSelection(text, Path.of(text));
    }
    throw new IllegalArgumentException(
        "unknown split '" + text + "'; known: train, dev (or val), test, all, LIST.txt");
  }

  /** Whether this is a list file. */
  public boolean isList() {
    return list != null;
  }

  /** Refuses a list, which cannot select from several data sets that are read as one. */
  public void requireNoList() {
    if (isList()) {
      throw new IllegalArgumentException(
          "split must be train, dev, test or all for several data sets, but got the list "
              + name
              + "; a list names images of one data set: use that one alone");
    }
  }

  /**
   * Whether images of a split that the data set's own file names belong to this one; {@code
   * restval} is training data (113,287 images with it), and a list file selects among all.
   */
  public boolean takes(String ownSplit) {
    return switch (name) {
      case "train" -> ownSplit.equals("train") || ownSplit.equals("restval");
      case "dev" -> List.of("val", "validate", "dev").contains(ownSplit);
      case "test" -> ownSplit.equals("test");
      default -> true;
    };
  }
}
