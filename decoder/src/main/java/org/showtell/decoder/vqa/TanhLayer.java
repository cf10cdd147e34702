package org.showtell.decoder.vqa;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.tensor.MatrixProduct;

/** One pass through {@code y = tanh(x W + b)}. Owns its output. */
final class TanhLayer implements AutoCloseable {
  private final Parameter weight; // [I, C]
  private final Parameter bias; // [1, C]
  private final INDArray input; // [B, I], the caller's
  private final INDArray output; // [B, C]

  /** Applies the layer {@code name.W}, {@code name.b}. */
  TanhLayer(VqaNetwork network, String name, INDArray input) {
    weight = network.parameter(name + ".W");
    bias = network.parameter(name + ".b");
    this.input = input;
    output = MatrixProduct.matrix(input.dataType(), input.size(0), weight.value().size(1));
    MatrixProduct.multiply(input, weight.value(), output);
    output.addiRowVector(bias.value());
    Transforms.tanh(output, false);
  }

  INDArray output() {
    return output;
  }

  /**
   * Adds to the gradients of the layer.
   *
   * @param gradient [B, C], by the output; not changed
   * @return the gradient by the input, [B, I]; the caller closes it
   */
  INDArray backward(INDArray gradient) {
    INDArray inputGradient = MatrixProduct.like(input);
    try (INDArray delta = output.mul(output).rsubi(1).muli(gradient)) {
      MatrixProduct.addWeightGradient(input, delta, weight.gradient());
      MatrixProduct.addColumnSums(delta, bias.gradient());
      MatrixProduct.inputGradient(delta, weight.value(), inputGradient, 0);
    }
    return inputGradient;
  }

  @Override
  public void close() {
    output.close();
  }
}
