package org.showtell.encoder.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** 3x3 convolutions with padding 1 over [B,H,W,C], forth and back, as ops bound to arrays. */
final class ConvolutionOps {
  /** Kernel, strides, paddings, dilations, same padding, NHWC, weights [kH,kW,in,out]. */
  private static final int[] ARGUMENTS = {3, 3, 1, 1, 0, 0, 1, 1, 1, 1, 0};

  private ConvolutionOps() {}

  static Runnable forward(INDArray input, INDArray kernel, INDArray map) {
    return bound("conv2d", new INDArray[] {input, kernel}, map);
  }

  /**
   * @param gradients the gradient of the map, B,H,W,out
   * @param inputGradient written
   * @param kernelGradient written
   */
  static Runnable backward(
      INDArray input,
      INDArray kernel,
      INDArray gradients,
      INDArray inputGradient,
      INDArray kernelGradient) {
    return bound(
        "conv2d_bp", new INDArray[] {input, kernel, gradients}, inputGradient, kernelGradient);
  }

  private static Runnable bound(String name, INDArray[] inputs, INDArray... outputs) {
    CustomOp op =
        DynamicCustomOp.builder(name)
            .addInputs(inputs)
            .addOutputs(outputs)
            .addIntegerArguments(ARGUMENTS)
            .build();
    return () -> Nd4j.getExecutioner().exec(op);
  }
}
