package org.showtell.encoder.vgg;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.VggArchitecture.DenseLayer;

/**
 * Two buffers in native memory that take turns as a layer's input and output. They are kept from
 * call to call: fresh arrays would cost more in page faults than some of the layers in arithmetic.
 */
final class VggBuffers implements AutoCloseable {
  private final int capacity;
  private final INDArray[] buffers;

  /**
   * @param capacity the most photos they hold at once
   */
  VggBuffers(VggArchitecture architecture, int capacity) {
    this.capacity = capacity;
    long length = capacity * largestActivation(architecture);
    this.buffers =
        new INDArray[] {
          Nd4j.createUninitialized(DataType.FLOAT, length),
          Nd4j.createUninitialized(DataType.FLOAT, length)
        };
  }

  /** Numbers of the largest input or output of any layer, for one photo. */
  static long largestActivation(VggArchitecture architecture) {
    long largest = (long) architecture.height() * architecture.width() * VggArchitecture.COLOURS;
    for (int s = 0; s < architecture.stages().size(); s++) {
      long pixels = (long) (architecture.height() >> s) * (architecture.width() >> s);
      for (ConvLayer layer : architecture.stages().get(s)) {
        largest = Math.max(largest, pixels * layer.filters());
      }
    }
    for (DenseLayer layer : architecture.dense()) {
      largest = Math.max(largest, layer.units());
    }
    return largest;
  }

  int capacity() {
    return capacity;
  }

  /** An array over the beginning of one of the two; its numbers are whatever was there. */
  INDArray view(int buffer, long... shape) {
    long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return buffers[buffer].get(NDArrayIndex.interval(0, length)).reshape('c', shape);
  }

  @Override
  public void close() {
    Arrays.stream(buffers).forEach(INDArray::close);
  }
}
