package org.showtell.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Which part of a data set is asked for.
 *
 * @param name {@code train}, {@code dev}, {@code test}, {@code all}, or the list's path
 * @param list a file with one id or file name per line; null for a named split
 */
public record SplitSelection(String name, Path list) {
  private static final List<String> NAMED = List.of("train", "dev", "test", "all");

  /**
   * @param text a split as a user writes it; {@code val} is a synonym of {@code dev}
   * @throws IllegalArgumentException if it is no known name and does not end in {@code .txt}
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

  /**
   * For several data sets that are read as one.
   *
   * @throws IllegalArgumentException if this is a list
   */
  public void requireNoList() {
    if (isList()) {
      throw new IllegalArgumentException(
          "expected train, dev, test or all as the split of several data sets, received the list "
              + name
              + "; a list names images of one data set: learn from that one alone");
    }
  }

  /**
   * @param ownSplit a name in a data set's own file: {@code train}, {@code restval}, {@code val},
   *     {@code test} in Karpathy's, {@code train}, {@code validate}, {@code test} in MSR-VTT's
   * @return whether images of that name belong to this split; {@code restval} is training data
   *     (113,287 images with it), and a list file selects among all
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
