package org.showtell.app.caption;

import java.util.Objects;
import org.showtell.attention.AttentionMap;

/**
 * One word of a caption and how it came about.
 *
 * @param word as the model's vocabulary has it
 * @param logProb its log-probability, given the words before it
 * @param attention where the model looked for it; null for a model without attention
 * @param wordShare share of its attention that went to detected words and not to the photo, in [0,
 *     1]; null for a model that attends to the photo alone
 */
public record CaptionToken(String word, double logProb, AttentionMap attention, Double wordShare) {
  /**
   * Checks that the log-probability is a number that every output format can hold, and the share
   * one.
   *
   * @throws IllegalArgumentException if it is infinite or not a number, or the share none
   */
  public CaptionToken {
    Objects.requireNonNull(word, "word");
    if (!Double.isFinite(logProb)) {
      throw new IllegalArgumentException(
          "a word's log-probability is a finite number, but it is " + logProb + " for " + word);
    }
    if (wordShare != null && !(wordShare >= 0 && wordShare <= 1)) {
      throw new IllegalArgumentException(
          "a share is in [0, 1], but it is " + wordShare + " for " + word);
    }
  }

  /** A word for which the model looked at the photo alone, or nowhere. */
  public CaptionToken(String word, double logProb, AttentionMap attention) {
    this(word, logProb, attention, null);
  }
}
