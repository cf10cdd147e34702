package org.showtell.encoder.training;

/**
 * A line for each channel, repeated along a row: the loops over it are long enough to be worth
 * vector instructions, where one over 32 channels is not.
 */
final class WideLine {
  final float[] slope;
  final float[] intercept;

  /** 1 where the slope is not negative: the largest y is then the largest {@code a * y + b}. */
  final float[] rising;

  WideLine(ChannelLine line, MapShape shape) {
    int length = shape.pooled() ? shape.row() / 2 : shape.row();
    slope = new float[length];
    intercept = new float[length];
    rising = new float[length];
    for (int i = 0; i < length; i++) {
      int c = i % shape.channels();
      slope[i] = (float) line.slope()[c];
      intercept[i] = (float) line.intercept()[c];
      rising[i] = slope[i] >= 0 ? 1f : 0f;
    }
  }
}
