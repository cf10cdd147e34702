package org.showtell.encoder.training;

/**
 * A convolution's output.
 *
 * @param pooled whether a 2x2 max pool follows: both sides are then even
 */
record MapShape(int images, int height, int width, int channels, boolean pooled) {
  int row() {
    return width * channels;
  }

  int image() {
    return height * row();
  }

  long pixels() {
    return (long) images * height * width;
  }

  long[] map() {
    return new long[] {images, height, width, channels};
  }

  long[] output() {
    return pooled ? new long[] {images, height / 2, width / 2, channels} : map();
  }

  int imageOutput() {
    return pooled ? image() / 4 : image();
  }
}
