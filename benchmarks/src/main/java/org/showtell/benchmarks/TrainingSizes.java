package org.showtell.benchmarks;

/**
 * The sizes of a training step; both sides of a comparison are built from the same.
 *
 * @param batch B, captions
 * @param steps T, target tokens per caption, END included
 * @param embedding E
 * @param units U
 * @param vocabulary V
 * @param memory D, size of the image vector; the peer has none
 */
record TrainingSizes(int batch, int steps, int embedding, int units, int vocabulary, int memory) {
  /** B of {@link #full}. */
  static final int BATCH = 64;

  /** T of {@link #full}. */
  static final int STEPS = 16;

  /** Target tokens of a step of {@link #full}: no caption is padded. */
  static final int TOKENS = BATCH * STEPS;

  /** B 64, T 16, E 512, U 512, V 3000; D 512 as the starter encoder gives. */
  static TrainingSizes full() {
    return new TrainingSizes(BATCH, STEPS, 512, 512, 3000, 512);
  }
}
