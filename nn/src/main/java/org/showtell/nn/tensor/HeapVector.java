package org.showtell.nn.tensor;

import java.nio.Buffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Numbers on Java's heap with the operations that the equations of a recurrent cell are made of:
 * floats for training, doubles for gradient checks, so that an equation is written once.
 *
 * <p>Every operation acts element by element on this vector and returns it. A loop over whole
 * arrays becomes vector instructions; ND4J's element-wise operations take several times as long at
 * these sizes.
 */
public abstract sealed class HeapVector permits FloatVector, DoubleVector {
  private final DataType type;
  private final Object array;
  private final int length;

  HeapVector(DataType type, Object array, int length) {
    this.type = type;
    this.array = array;
    this.length = length;
  }

  /** Zeros. */
  public static HeapVector zeros(DataType type, int length) {
    return type == DataType.FLOAT
        ? new FloatVector(new float[length])
        : new DoubleVector(new double[length]);
  }

  /** A copy of a contiguous block, row by row. */
  public static HeapVector of(INDArray block) {
    return zeros(block.dataType(), (int) block.length()).read(block);
  }

  /** A copy of columns {@code [from, from + columns)} of a row-major matrix. */
  public static HeapVector ofColumns(INDArray matrix, int from, int columns) {
    return zeros(matrix.dataType(), (int) matrix.size(0) * columns)
        .readColumns(matrix, from, columns);
  }

  abstract Buffer buffer(INDArray block);

  /** Takes values {@code [at, at + count)} from where a buffer stands. */
  abstract void get(Buffer from, int at, int count);

  abstract void put(Buffer to, int at, int count);

  /** Takes the values of a contiguous block of this length. */
  public HeapVector read(INDArray block) {
    get(buffer(block), 0, length);
    return this;
  }

  /** Takes columns {@code [from, from + columns)} of a row-major matrix. */
  public HeapVector readColumns(INDArray matrix, int from, int columns) {
    Buffer buffer = buffer(matrix);
    int base = buffer.position() + from;
    for (int at = 0; at < length; at += columns, base += (int) matrix.size(1)) {
      get(buffer.position(base), at, columns);
    }
    return this;
  }

  /** Fills a contiguous block of this length. */
  public void write(INDArray block) {
    put(buffer(block), 0, length);
  }

  /** Fills columns {@code [from, from + columns)} of a row-major matrix. */
  public void writeColumns(INDArray matrix, int from, int columns) {
    Buffer buffer = buffer(matrix);
    int base = buffer.position() + from;
    for (int at = 0; at < length; at += columns, base += (int) matrix.size(1)) {
      put(buffer.position(base), at, columns);
    }
  }

  /** A new vector of the same values. */
  public abstract HeapVector copy();

  /** A new vector of so many copies, one after the other. */
  public HeapVector tile(int rows) {
    HeapVector tiled = zeros(type, rows * length);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(array, 0, tiled.array, row * length, length);
    }
    return tiled;
  }

  /** {@code x = 0}. */
  public abstract HeapVector clear();

  /** {@code x = y}. */
  public HeapVector assign(HeapVector y) {
    System.arraycopy(y.array, 0, array, 0, length);
    return this;
  }

  /** {@code x = x + y}. */
  public abstract HeapVector add(HeapVector y);

  /** {@code x = x - y}. */
  public abstract HeapVector subtract(HeapVector y);

  /** {@code x = x y}. */
  public abstract HeapVector multiply(HeapVector y);

  /** {@code x = x + y z}. */
  public abstract HeapVector addProduct(HeapVector y, HeapVector z);

  /** {@code x = x (1 - y)}. */
  public abstract HeapVector multiplyRest(HeapVector y);

  /** {@code row = row + } the sum of the rows of x, a vector of [B*U], for a row of [U]. */
  public abstract void addRowsTo(HeapVector row);

  /** {@code x = 1 / (1 + exp(-x))}. */
  public abstract HeapVector sigmoid();

  /** {@code x = tanh(x)}. */
  public abstract HeapVector tanh();

  /** {@code x = max(0, x)}. */
  public abstract HeapVector relu();

  /** {@code x = x y (1 - y)}: back through {@code y = sigmoid(.)}. */
  public abstract HeapVector sigmoidBackward(HeapVector y);

  /** {@code x = x (1 - y^2)}: back through {@code y = tanh(.)}. */
  public abstract HeapVector tanhBackward(HeapVector y);

  /** {@code x} where y is above 0, else 0: back through {@code y = max(0, .)}. */
  public abstract HeapVector reluBackward(HeapVector y);
}
