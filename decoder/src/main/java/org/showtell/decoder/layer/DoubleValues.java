package org.showtell.decoder.layer;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The values of a contiguous row-major matrix of floats or doubles, read and written as doubles
 * where they lie: one loop serves training in floats and gradient checks in doubles.
 */
final class DoubleValues {
  private final FloatBuffer floats; // or null
  private final DoubleBuffer doubles; // or null

  /** Over this matrix's own values. */
  DoubleValues(INDArray matrix) {
    boolean single = matrix.dataType() == DataType.FLOAT;
    floats = single ? matrix.data().asNioFloat() : null;
    doubles = single ? null : matrix.data().asNioDouble();
  }

  double get(long index) {
    return floats != null
        ? floats.get(floats.position() + (int) index)
        : doubles.get(doubles.position() + (int) index);
  }

  void put(long index, double value) {
    if (floats != null) {
      floats.put(floats.position() + (int) index, (float) value);
    } else {
      doubles.put(doubles.position() + (int) index, value);
    }
  }

  void add(long index, double value) {
    put(index, get(index) + value);
  }
}
