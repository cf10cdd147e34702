package org.showtell.encoder.training;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A tensor's place in the caller's two flat vectors.
 *
 * @param tensor name and shape
 * @param value its numbers, a view
 * @param gradient their gradients, a view
 */
record FlatTensor(LearntTensor tensor, INDArray value, INDArray gradient) {
  static FlatTensor at(LearntTensor tensor, INDArray values, INDArray gradients, long offset) {
    return new FlatTensor(tensor, view(values, offset, tensor), view(gradients, offset, tensor));
  }

  private static INDArray view(INDArray flat, long offset, LearntTensor tensor) {
    long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
    return Nd4j.create(flat.data(), shape, Nd4j.getStrides(shape, 'c'), offset, 'c');
  }

  /** A copy of the numbers. */
  double[] numbers() {
    DataBuffer data = value.data();
    double[] numbers = new double[(int) tensor.length()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = data.getDouble(i);
    }
    return numbers;
  }

  void set(double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      value.data().put(i, numbers[i]);
    }
  }

  void addGradient(double[] numbers) {
    DataBuffer data = gradient.data();
    for (int i = 0; i < numbers.length; i++) {
      data.put(i, data.getDouble(i) + numbers[i]);
    }
  }
}
