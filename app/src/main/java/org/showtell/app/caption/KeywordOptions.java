package org.showtell.app.caption;

/**
 * Which words the user wants beside the caption.
 *
 * @param count the most for each photo; 0 for none
 * @param minProbability the least that a word must have, 0 to 1; null for the model's own threshold
 */
public record KeywordOptions(int count, Double minProbability) {
  /** No keywords. */
  public static final KeywordOptions NONE = new KeywordOptions(0, null);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException that names the rule, the value and what to do
   */
  public KeywordOptions {
    if (count < 0) {
      throw new IllegalArgumentException(
          "--keywords is at least 1, but it is " + count + "; for no keywords leave it out");
    }
    if (minProbability != null && !(minProbability >= 0 && minProbability <= 1)) {
      throw new IllegalArgumentException(
          "--min-keyword-probability is 0 to 1, but it is " + minProbability);
    }
  }

  /** Whether any are wanted. */
  public boolean areWanted() {
    return count > 0;
  }
}
