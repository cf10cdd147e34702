package org.showtell.app.pipeline;

import java.util.Objects;

/**
 * One sentence that a model says about a photo.
 *
 * @param text the sentence, in words separated by single spaces
 * @param score the mean log-probability per token, END counted: at most 0 for a model that is one,
 *     and comparable between sentences of different length
 */
public record ScoredCaption(String text, double score) {
  /**
   * Checks that the score is a number that every output format can hold.
   *
   * @throws IllegalArgumentException if the score is infinite or not a number
   */
  public ScoredCaption {
    Objects.requireNonNull(text, "text");
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException(
          "a caption's score is a finite number, but it is " + score + " for \"" + text + "\"");
    }
  }
}
