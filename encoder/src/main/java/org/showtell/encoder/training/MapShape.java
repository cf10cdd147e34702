package org.showtell.encoder.training;

/**
 * What one convolution gives and what becomes of it.
 *
 * @param photos B
 * @param height rows of the map
 * @param width columns of the map
 * @param channels of the map
 * @param pooled whether a 2x2 max pool follows: both sides are then even
 */
record MapShape(int photos, int height, int width, int channels, boolean pooled) {
  int row() {
    return width * channels;
  }

  int photo() {
    return height * row();
  }

  long pixels() {
    return (long) photos * height * width;
  }

  /** [B,H,W,C] of the map. */
  long[] map() {
    return new long[] {photos, height, width, channels};
  }

  /** [B,H,W,C] after ReLU and pool. */
  long[] output() {
    return pooled ? new long[] {photos, height / 2, width / 2, channels} : map();
  }

  /** Numbers of one photo after ReLU and pool. */
  int photoOutput() {
    return pooled ? photo() / 4 : photo();
  }
}
