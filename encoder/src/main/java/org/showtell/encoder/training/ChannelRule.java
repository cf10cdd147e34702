package org.showtell.encoder.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.training.MapArithmetic.ChannelLine;
import org.showtell.encoder.training.MapArithmetic.ChannelSums;

/**
 * What makes the line that a convolution's map goes through before ReLU, and learns from its
 * gradient: a bias or batch normalisation.
 */
interface ChannelRule {
  void start();

  ChannelLine fixed();

  ChannelLine learning(MapArithmetic arithmetic, INDArray map, MapShape shape);

  /**
   * Adds the gradients of what is learnt.
   *
   * @param sums of dn, the gradient by the line's result, and of {@code dn * y}
   * @return what y does to the loss through the statistics of the batch
   */
  ChannelLine learn(ChannelSums sums, MapShape shape);

  /**
   * What the kernel of a folded network is multiplied by, channel by channel, before it goes on
   * learning; {@link #adopt} takes it back.
   *
   * @param norms [C], lengths of the channels' kernels
   */
  double[] kernelFactors(double[] norms);

  /**
   * Takes the place of a bias without changing the network.
   *
   * @param bias [C] of the folded network
   * @param factors [C] by which its kernel was multiplied
   * @param moments of the map of some photos
   */
  void adopt(float[] bias, double[] factors, ChannelSums moments, MapShape shape);

  /**
   * The same without photos: only where there are no statistics.
   *
   * @param bias [C] of the folded network
   */
  void adopt(float[] bias);

  /** Running averages that are no weights; empty where there are none. */
  float[] statistics();

  void restoreStatistics(float[] values);
}
