package org.showtell.encoder.efficientnet;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.preset.EfficientNetArchitecture.MobileBlock;

/**
 * Three buffers in native memory that take turns: a block's input stays while its middle goes from
 * the second to the third. They are kept from call to call: fresh arrays cost page faults.
 */
final class EfficientNetBuffers implements AutoCloseable {
  private static final int COUNT = 3;

  private final int capacity;
  private final INDArray[] buffers = new INDArray[COUNT];

  /**
   * @param capacity the most photos they hold at once
   */
  EfficientNetBuffers(EfficientNetArchitecture architecture, int capacity) {
    this.capacity = capacity;
    long length = capacity * largestActivation(architecture);
    for (int i = 0; i < COUNT; i++) {
      buffers[i] = Nd4j.createUninitialized(DataType.FLOAT, length);
    }
  }

  /** Numbers of the largest input or output of any layer, for one photo. */
  static long largestActivation(EfficientNetArchitecture architecture) {
    int height =
        EfficientNetArchitecture.strided(
            architecture.height(), EfficientNetArchitecture.STEM_STRIDE);
    int width =
        EfficientNetArchitecture.strided(
            architecture.width(), EfficientNetArchitecture.STEM_STRIDE);
    long largest =
        Math.max(
            (long) architecture.height() * architecture.width() * EfficientNetArchitecture.COLOURS,
            (long) height * width * architecture.stem());
    int inputs = architecture.stem();
    for (MobileBlock block : architecture.blocks()) {
      largest = Math.max(largest, (long) height * width * inputs * block.expansion());
      height = EfficientNetArchitecture.strided(height, block.stride());
      width = EfficientNetArchitecture.strided(width, block.stride());
      largest = Math.max(largest, (long) height * width * block.outputs());
      inputs = block.outputs();
    }
    return Math.max(largest, (long) height * width * architecture.head());
  }

  int capacity() {
    return capacity;
  }

  /** An array over the beginning of one of the three; its numbers are whatever was there. */
  INDArray view(int buffer, long... shape) {
    long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return buffers[buffer].get(NDArrayIndex.interval(0, length)).reshape('c', shape);
  }

  @Override
  public void close() {
    Arrays.stream(buffers).forEach(INDArray::close);
  }
}
