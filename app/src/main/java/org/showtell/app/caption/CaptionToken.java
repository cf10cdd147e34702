package org.showtell.app.caption;

import java.util.Objects;
import org.showtell.attention.AttentionMap;

/**
 * One word of a caption.
 *
 * @param word as the model's vocabulary has it
 * @param logProb its log-probability, given the words before it
 * @param attention what the model attended to for it; null for a model without attention
 * @param wordShare share of its attention that went to detected words and not to the image, in [0,
 *     1]; null for a model that attends to the image alone
 */
public record CaptionToken(String word, double logProb, AttentionMap attention, Double wordShare) {
  /** Checks that the numbers are such that every output format can hold them. */
  public CaptionToken {
    Objects.requireNonNull(word, "word");
    if (!Double.isFinite(logProb)) {
      throw new IllegalArgumentException(
          "a word's log-probability must be finite, but got " + logProb + " for " + word);
    }
    if (wordShare != null && !(wordShare >= 0 && wordShare <= 1)) {
      throw new IllegalArgumentException(
          "a share of attention must be in [0, 1], but got " + wordShare + " for " + word);
    }
  }

  /** A word for which the model attended to the image alone, or to nothing. */
  public CaptionToken(String word, double logProb, AttentionMap attention) {
    this(word, logProb, attention, null);
  }
}
