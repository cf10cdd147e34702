package org.showtell.encoder.training;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All that happens between a convolution and the next one: {@code z = pool(relu(a * y + b))} with a
 * and b for each channel, and the way back. Each method reads the map once. What the way back needs
 * to know of the way forth (which pixels were rectified, which one of four won) is found again in y
 * instead of being kept.
 */
interface MapArithmetic {
  /** Sums of y and of its squares. */
  ChannelSums moments(INDArray map, MapShape shape);

  void forward(INDArray map, INDArray output, MapShape shape, ChannelLine line);

  /**
   * With dn the gradient by {@code a * y + b}: the sums of dn and of {@code dn * y}.
   *
   * @param outputGradient gradient by z
   */
  ChannelSums gradientSums(INDArray map, INDArray outputGradient, MapShape shape, ChannelLine line);

  /**
   * Writes the gradient by y over y: {@code a * dn + correction(y)}.
   *
   * @param correction what a changed y does through the batch's mean and variance
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

  /**
   * A straight line for each channel: {@code slope[c] * x + intercept[c]}.
   *
   * @param slope [C]
   * @param intercept [C]
   */
  record ChannelLine(double[] slope, double[] intercept) {}

  /**
   * Two sums for each channel over all pixels of a map.
   *
   * @param first [C]
   * @param second [C]
   */
  record ChannelSums(double[] first, double[] second) {
    /** Adds up photo by photo, in their order: the same sums whatever threads did the photos. */
    static ChannelSums total(ChannelSums[] photos) {
      int channels = photos[0].first.length;
      ChannelSums total = new ChannelSums(new double[channels], new double[channels]);
      for (ChannelSums photo : photos) {
        for (int c = 0; c < channels; c++) {
          total.first[c] += photo.first[c];
          total.second[c] += photo.second[c];
        }
      }
      return total;
    }
  }
}
