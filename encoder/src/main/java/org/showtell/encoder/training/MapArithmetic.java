package org.showtell.encoder.training;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Everything between two convolutions: {@code z = pool(relu(a * y + b))} with a and b for each
 * channel, and its gradient. Each method reads the map once. What the gradient needs of the forward
 * pass (which pixels were rectified, which one of four won) is computed again from y instead of
 * being kept.
 */
interface MapArithmetic {
  /** Sums of y and of its squares. */
  ChannelSums moments(INDArray map, MapShape shape);

  void forward(INDArray map, INDArray output, MapShape shape, ChannelLine line);

  /**
   * With dn the gradient by {@code a * y + b}: the sums of dn and of {@code dn * y}.
   *
   * @param outputGradient by z
   */
  ChannelSums gradientSums(INDArray map, INDArray outputGradient, MapShape shape, ChannelLine line);

  /**
   * Writes the gradient by y over y: {@code a * dn + correction(y)}.
   *
   * @param correction the effect of y through the batch's mean and variance
   */
  void backward(
      INDArray map,
      INDArray outputGradient,
      MapShape shape,
      ChannelLine line,
      ChannelLine correction);

  static MapArithmetic of(DataType type) {
    return type == DataType.FLOAT ? new FloatMaps() : new DoubleMaps();
  }

  /** {@code slope[c] * x + intercept[c]} for each channel; both [C]. */
  record ChannelLine(double[] slope, double[] intercept) {}

  /** Two sums for each channel over all pixels of a map, both [C]. */
  record ChannelSums(double[] first, double[] second) {
    /** Adds up image by image, in their order: the same sums with any number of threads. */
    static ChannelSums total(ChannelSums[] images) {
      int channels = images[0].first.length;
      ChannelSums total = new ChannelSums(new double[channels], new double[channels]);
      for (ChannelSums image : images) {
        for (int c = 0; c < channels; c++) {
          total.first[c] += image.first[c];
          total.second[c] += image.second[c];
        }
      }
      return total;
    }
  }

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
}
