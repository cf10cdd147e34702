package org.showtell.app.caption;

import java.util.List;
import java.util.Objects;

/**
 * One sentence that a model says about a photo.
 *
 * @param text the sentence, in words separated by single spaces
 * @param score the mean log-probability per token, END counted: at most 0 for a model that is one,
 *     and comparable between sentences of different length
 * @param words the words one by one; empty where nobody kept them
 */
public record ScoredCaption(String text, double score, List<CaptionToken> words) {
  /**
   * Checks that the score is a number that every output format can hold.
   *
   * @throws IllegalArgumentException if the score is infinite or not a number
   */
  public ScoredCaption {
    Objects.requireNonNull(text, "text");
    words = List.copyOf(words);
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException(
          "a caption's score is a finite number, but it is " + score + " for \"" + text + "\"");
    }
  }

  /** A caption of which only the sentence is known. */
  public ScoredCaption(String text, double score) {
    this(text, score, List.of());
  }
}
