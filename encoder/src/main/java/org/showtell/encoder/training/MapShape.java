package org.showtell.encoder.training;

/**
 * A convolution's output.
 *
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

  long[] map() {
    return new long[] {photos, height, width, channels};
  }

  long[] output() {
    return pooled ? new long[] {photos, height / 2, width / 2, channels} : map();
  }

  int photoOutput() {
    return pooled ? photo() / 4 : photo();
  }
}
