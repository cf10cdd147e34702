package org.showtell.decoder.keywords;

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
    require("words", words, 1);
    require("memorySize", memorySize, 1);
    require("classes", classes, 0);
  }

  private static void require(String name, int value, int least) {
    if (value < least || value > LIMIT) {
      throw new IllegalArgumentException(
          "Expected " + name + " in [" + least + ", " + LIMIT + "] but got " + value);
    }
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
