package org.showtell.encoder.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.training.MapArithmetic.ChannelLine;
import org.showtell.encoder.training.MapArithmetic.ChannelSums;
import org.showtell.encoder.training.MapArithmetic.MapShape;

/**
 * One convolution and what follows it, forward and backward, bound to the buffers of one batch
 * size.
 */
final class LayerPass {
  private final LayerWeights weights;
  private final MapArithmetic arithmetic;
  private final MapShape shape;
  private final Buffers buffers;
  private final Runnable convolve;
  private final Runnable back;
  private ChannelLine line;

  /**
   * @param back from the map's gradient to that of the kernel, of this batch alone, and of the
   *     input where it is wanted
   */
  LayerPass(
      LayerWeights weights,
      MapArithmetic arithmetic,
      MapShape shape,
      Buffers buffers,
      Runnable back) {
    this.weights = weights;
    this.arithmetic = arithmetic;
    this.shape = shape;
    this.buffers = buffers;
    this.convolve =
        ConvolutionOps.forward(buffers.input(), weights.kernel().value(), buffers.map());
    this.back = back;
  }

  void forward(boolean learning) {
    convolve.run();
    line =
        learning
            ? weights.transform().learning(arithmetic, buffers.map(), shape)
            : weights.transform().fixed();
    arithmetic.forward(buffers.map(), buffers.output(), shape, line);
  }

  void adopt(float[] bias) {
    double[] factors = weights.transform().kernelFactors(weights.kernelNorms());
    weights.multiplyKernel(factors);
    convolve.run();
    weights.transform().adopt(bias, factors, arithmetic.moments(buffers.map(), shape), shape);
    line = weights.transform().fixed();
    arithmetic.forward(buffers.map(), buffers.output(), shape, line);
  }

  void backward() {
    ChannelSums sums =
        arithmetic.gradientSums(buffers.map(), buffers.outputGradient(), shape, line);
    ChannelLine correction = weights.transform().learn(sums, shape);
    arithmetic.backward(buffers.map(), buffers.outputGradient(), shape, line, correction);
    back.run();
    weights.kernel().gradient().addi(buffers.kernelGradient());
  }

  /**
   * The memory that one layer works on.
   *
   * @param input [B,H,W,in]: the output of the layer before
   * @param map [B,H,W,out]: the convolution's result; its gradient on the way back
   * @param output after ReLU and pool
   * @param outputGradient shares its memory with the input's gradient, which is written after it
   *     was read
   * @param kernelGradient [3,3,in,out], of this batch alone
   */
  record Buffers(
      INDArray input,
      INDArray map,
      INDArray output,
      INDArray outputGradient,
      INDArray kernelGradient) {}
}
