package org.showtell.decoder;

import org.showtell.nn.Check;

/**
 * How a caption network attends to detected words (You et al. 2016, semantic attention).
 *
 * @param words W, how many the detector knows
 * @param slots K, how many of an image the network is shown
 * @param dropout share of the elements of their vectors that training sets to zero, in [0, 1)
 * @param copies whether the output can take a detected word as it is ({@link WordCopy})
 */
public record SemanticConfig(int words, int slots, double dropout, boolean copies) {
  private static final int MOST_WORDS = 1 << 17;
  private static final int MOST_SLOTS = 256;
  // A token's word is kept among the weights, and half precision keeps integers up to this.
  private static final int MOST_COPIED = 1 << 11;

  /** Checks each value. */
  public SemanticConfig {
    Check.range("words", words, 1, MOST_WORDS);
    Check.that(
        !copies || words <= MOST_COPIED,
        "words must be at most " + MOST_COPIED + " where they are copied",
        words);
    Check.range("slots", slots, 1, MOST_SLOTS);
    Check.share("dropout", dropout);
  }

  /** Words that are attended to and not copied. */
  public SemanticConfig(int words, int slots, double dropout) {
    this(words, slots, dropout, false);
  }
}
