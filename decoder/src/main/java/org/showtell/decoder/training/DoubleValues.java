package org.showtell.decoder.training;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.MatrixProduct;

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

  /** A copy of a matrix's values. */
  static double[] copy(INDArray matrix) {
    DoubleValues values = new DoubleValues(matrix);
    double[] copy = new double[(int) matrix.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values.get(i);
    }
    return copy;
  }

  /** A matrix of these values; the caller closes it. */
  static INDArray matrix(double[] values, int columns, DataType type) {
    INDArray matrix = MatrixProduct.matrix(type, values.length / columns, columns);
    DoubleValues target = new DoubleValues(matrix);
    for (int i = 0; i < values.length; i++) {
      target.put(i, values[i]);
    }
    return matrix;
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
