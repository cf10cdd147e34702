package org.showtell.encoder.training;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A tensor's views into the caller's two flat vectors. */
record FlatTensor(TrainableTensor tensor, INDArray value, INDArray gradient) {
  static FlatTensor at(TrainableTensor tensor, INDArray values, INDArray gradients, long offset) {
    return new FlatTensor(tensor, view(values, offset, tensor), view(gradients, offset, tensor));
  }

  private static INDArray view(INDArray flat, long offset, TrainableTensor tensor) {
    long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
    return Nd4j.create(flat.data(), shape, Nd4j.getStrides(shape, 'c'), offset, 'c');
  }

  double[] numbers() {
    double[] numbers = new double[(int) tensor.length()];
    if (value.dataType() == DataType.FLOAT) {
      float[] floats = new float[numbers.length];
      value.data().asNioFloat().get(floats);
      Arrays.setAll(numbers, i -> floats[i]);
    } else {
      value.data().asNioDouble().get(numbers);
    }
    return numbers;
  }

  void set(double[] numbers) {
    if (value.dataType() == DataType.FLOAT) {
      float[] floats = new float[numbers.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) numbers[i];
      }
      value.data().asNioFloat().put(floats);
    } else {
      value.data().asNioDouble().put(numbers);
    }
  }

  void addGradient(double[] numbers) {
    DataBuffer data = gradient.data();
    for (int i = 0; i < numbers.length; i++) {
      data.put(i, data.getDouble(i) + numbers[i]);
    }
  }
}
