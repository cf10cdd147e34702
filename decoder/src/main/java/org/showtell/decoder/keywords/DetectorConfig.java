package org.showtell.decoder.keywords;

import org.showtell.nn.Check;

/**
 * The facts of a word detector.
 *
 * @param words W, how many words it knows
 * @param memorySize D, features of a position of the grid
 * @param classes C, classes of the encoder's classifier; 0 without one
 */
public record DetectorConfig(int words, int memorySize, int classes) {
  private static final int LIMIT = 1 << 17;

  /** Checks each size. */
  public DetectorConfig {
    Check.range("words", words, 1, LIMIT);
    Check.range("memorySize", memorySize, 1, LIMIT);
    Check.range("classes", classes, 0, LIMIT);
  }

  /** F = 2 D + C: numbers of an {@link ImageSummary}. */
  public int summarySize() {
    return 2 * memorySize + classes;
  }

  /** Number of trainable scalars, by formula: (F + 1) W. */
  public long parameterCount() {
    return (summarySize() + 1L) * words;
  }
}
