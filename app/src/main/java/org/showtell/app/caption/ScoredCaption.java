package org.showtell.app.caption;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One sentence that a model says about an image.
 *
 * @param text the sentence, in words separated by single spaces
 * @param score the mean log-probability per token, END counted: at most 0 for a model that is one,
 *     and comparable between sentences of different length
 * @param words the words one by one; empty where nobody kept them
 * @param written what is written for it: the sentence, or a text around it that the user asked for
 */
public record ScoredCaption(String text, double score, List<CaptionToken> words, String written) {
  /** Checks that the score is a number that every output format can hold. */
  public ScoredCaption {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(written, "written");
    words = List.copyOf(words);
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException(
          "a caption's score must be finite, but got " + score + " for \"" + text + "\"");
    }
  }

  /** A caption that is written as it is. */
  public ScoredCaption(String text, double score, List<CaptionToken> words) {
    this(text, score, words, text);
  }

  /** A caption of which only the sentence is known. */
  public ScoredCaption(String text, double score) {
    this(text, score, List.of(), text);
  }

  /**
   * How much two captions say the same: twice the number of words that they share, over the number
   * of words of both (Dice's coefficient, each word as often as it occurs). 1 for the same words in
   * any order, 0 for no common word.
   */
  public double similarity(ScoredCaption other) {
    String[] left = split(text);
    String[] right = split(other.text);
    if (left.length + right.length == 0) {
      return 1;
    }
    Map<String, Integer> counts = new HashMap<>();
    Arrays.stream(left).forEach(word -> counts.merge(word, 1, Integer::sum));
    long shared = Arrays.stream(right).filter(w -> counts.merge(w, -1, Integer::sum) >= 0).count();
    return 2.0 * shared / (left.length + right.length);
  }

  private static String[] split(String caption) {
    String stripped = caption.strip().toLowerCase(Locale.ROOT);
    return stripped.isEmpty() ? new String[0] : stripped.split("\\s+");
  }
}
