package org.showtell.encoder.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** One convolution and what follows it, forth and back, bound to the buffers of one batch size. */
final class LayerPass {
  /** Kernel, strides, paddings, dilations, same padding, NHWC, weights [kH,kW,in,out]. */
  private static final int[] CONVOLUTION = {3, 3, 1, 1, 0, 0, 1, 1, 1, 1, 0};

  private final LayerWeights weights;
  private final MapArithmetic arithmetic;
  private final MapShape shape;
  private final LayerBuffers buffers;
  private final CustomOp convolve;
  private final CustomOp back;
  private ChannelLine line;

  LayerPass(LayerWeights weights, MapArithmetic arithmetic, MapShape shape, LayerBuffers buffers) {
    this.weights = weights;
    this.arithmetic = arithmetic;
    this.shape = shape;
    this.buffers = buffers;
    INDArray kernel = weights.kernel().value();
    this.convolve =
        DynamicCustomOp.builder("conv2d")
            .addInputs(buffers.input(), kernel)
            .addOutputs(buffers.map())
            .addIntegerArguments(CONVOLUTION)
            .build();
    this.back =
        DynamicCustomOp.builder("conv2d_bp")
            .addInputs(buffers.input(), kernel, buffers.map())
            .addOutputs(buffers.inputGradient(), buffers.kernelGradient())
            .addIntegerArguments(CONVOLUTION)
            .build();
  }

  void forward(boolean learning) {
    Nd4j.getExecutioner().exec(convolve);
    line =
        learning
            ? weights.rule().learning(arithmetic, buffers.map(), shape)
            : weights.rule().fixed();
    arithmetic.forward(buffers.map(), buffers.output(), shape, line);
  }

  /** Forward while the rule takes a bias's place. */
  void adopt(float[] bias) {
    Nd4j.getExecutioner().exec(convolve);
    weights.rule().adopt(bias, arithmetic.moments(buffers.map(), shape), shape);
    line = weights.rule().fixed();
    arithmetic.forward(buffers.map(), buffers.output(), shape, line);
  }

  /** The gradient of the map takes the map's place: this layer goes back once. */
  void backward() {
    ChannelSums sums =
        arithmetic.gradientSums(buffers.map(), buffers.outputGradient(), shape, line);
    ChannelLine correction = weights.rule().learn(sums, shape);
    arithmetic.backward(buffers.map(), buffers.outputGradient(), shape, line, correction);
    Nd4j.getExecutioner().exec(back);
    weights.kernel().gradient().addi(buffers.kernelGradient());
  }
}
