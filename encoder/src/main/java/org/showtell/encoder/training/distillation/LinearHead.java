package org.showtell.encoder.training.distillation;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.training.LearntTensor;

/** {@code y = x W + b} with its gradients, in the run's flat vectors. */
final class LinearHead {
  private final INDArray weight; // [D,K]
  private final INDArray weightGradient;
  private final INDArray values;
  private final INDArray gradients;
  private final long bias;
  private final int inputs;
  private final int outputs;

  LinearHead(int inputs, int outputs, INDArray values, INDArray gradients, long offset) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.values = values;
    this.gradients = gradients;
    this.weight = matrix(values, offset);
    this.weightGradient = matrix(gradients, offset);
    this.bias = offset + (long) inputs * outputs;
  }

  static List<LearntTensor> tensors(String name, int inputs, int outputs) {
    return List.of(
        new LearntTensor(name + ".weight", List.of(inputs, outputs)),
        new LearntTensor(name + ".bias", List.of(outputs)));
  }

  private INDArray matrix(INDArray flat, long offset) {
    return Nd4j.create(
        flat.data(), new long[] {inputs, outputs}, new long[] {outputs, 1}, offset, 'c');
  }

  void set(LinearFit fit) {
    values.data().asNioFloat().put((int) (bias - fit.weight().length), fit.weight());
    values.data().asNioFloat().put((int) bias, fit.bias());
  }

  void setBias(float[] numbers) {
    values.data().asNioFloat().put((int) bias, numbers);
  }

  /**
   * @param x [N,D]
   * @return [N,K] on the heap
   */
  float[] forward(INDArray x) {
    int rows = (int) x.size(0);
    float[] result = new float[rows * outputs];
    try (INDArray y = Nd4j.createUninitialized(DataType.FLOAT, rows, outputs)) {
      MatrixProduct.into(x, false, weight, false, y, 0);
      y.data().asNioFloat().get(0, result);
    }
    float[] shift = new float[outputs];
    values.data().asNioFloat().get((int) bias, shift);
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < outputs; k++) {
        result[row * outputs + k] += shift[k];
      }
    }
    return result;
  }

  /**
   * Adds the gradients of weight and bias.
   *
   * @param x [N,D], what went forward
   * @param gradient [N,K]
   * @param inputGradient [N,D], written
   */
  void backward(INDArray x, float[] gradient, INDArray inputGradient) {
    int rows = (int) x.size(0);
    float[] sums = new float[outputs];
    gradients.data().asNioFloat().get((int) bias, sums);
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < outputs; k++) {
        sums[k] += gradient[row * outputs + k];
      }
    }
    gradients.data().asNioFloat().put((int) bias, sums);
    try (INDArray dy = Nd4j.createUninitialized(DataType.FLOAT, rows, outputs)) {
      dy.data().asNioFloat().put(0, gradient);
      MatrixProduct.into(x, true, dy, false, weightGradient, 1);
      MatrixProduct.into(dy, false, weight, true, inputGradient, 0);
    }
  }
}
