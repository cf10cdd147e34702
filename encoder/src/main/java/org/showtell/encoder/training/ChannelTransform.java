package org.showtell.encoder.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.training.MapArithmetic.ChannelLine;
import org.showtell.encoder.training.MapArithmetic.ChannelSums;
import org.showtell.encoder.training.MapArithmetic.MapShape;

/**
 * The line that a convolution's map goes through before ReLU, and its training: a bias or batch
 * normalisation.
 */
interface ChannelTransform {
  void start();

  ChannelLine fixed();

  ChannelLine learning(MapArithmetic arithmetic, INDArray map, MapShape shape);

  /**
   * Adds the gradients of the trained values.
   *
   * @param sums of dn, the gradient by the line's result, and of {@code dn * y}
   * @return the effect of y on the loss through the statistics of the batch
   */
  ChannelLine learn(ChannelSums sums, MapShape shape);

  /**
   * What the kernel of a folded network is multiplied by before it is trained on; {@link #adopt}
   * undoes it.
   *
   * @param norms [C], lengths of the channels' kernels
   */
  double[] kernelFactors(double[] norms);

  /**
   * Takes the place of a bias without changing the network.
   *
   * @param bias [C] of the folded network
   * @param factors [C] by which its kernel was multiplied
   * @param moments of the map of some images
   */
  void adopt(float[] bias, double[] factors, ChannelSums moments, MapShape shape);

  /** The same without images: only where there are no statistics. */
  void adopt(float[] bias);

  /** Running averages, which are no weights; empty where there are none. */
  float[] statistics();

  void restoreStatistics(float[] values);
}
