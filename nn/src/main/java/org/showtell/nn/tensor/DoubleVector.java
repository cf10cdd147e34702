package org.showtell.nn.tensor;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link HeapVector} of doubles, with the library's own functions: for gradient checks. */
final class DoubleVector extends HeapVector {
  private final double[] x;

  DoubleVector(double[] x) {
    this.x = x;
  }

  private static double[] of(HeapVector y) {
    return ((DoubleVector) y).x;
  }

  private static DoubleBuffer buffer(INDArray block) {
    return block.data().asNioDouble();
  }

  @Override
  public HeapVector read(INDArray block) {
    buffer(block).get(x);
    return this;
  }

  @Override
  public HeapVector readColumns(INDArray matrix, int from, int columns) {
    DoubleBuffer buffer = buffer(matrix);
    int base = buffer.position() + from;
    for (int at = 0; at < x.length; at += columns, base += (int) matrix.size(1)) {
      buffer.position(base);
      buffer.get(x, at, columns);
    }
    return this;
  }

  @Override
  public void write(INDArray block) {
    buffer(block).put(x);
  }

  @Override
  public void writeColumns(INDArray matrix, int from, int columns) {
    DoubleBuffer buffer = buffer(matrix);
    int base = buffer.position() + from;
    for (int at = 0; at < x.length; at += columns, base += (int) matrix.size(1)) {
      buffer.position(base);
      buffer.put(x, at, columns);
    }
  }

  @Override
  public HeapVector copy() {
    return new DoubleVector(x.clone());
  }

  @Override
  public HeapVector tile(int rows) {
    double[] tiled = new double[rows * x.length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(x, 0, tiled, row * x.length, x.length);
    }
    return new DoubleVector(tiled);
  }

  @Override
  public HeapVector clear() {
    Arrays.fill(x, 0);
    return this;
  }

  @Override
  public HeapVector assign(HeapVector y) {
    System.arraycopy(of(y), 0, x, 0, x.length);
    return this;
  }

  @Override
  public HeapVector add(HeapVector y) {
    add(x, of(y));
    return this;
  }

  private static void add(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }

  @Override
  public HeapVector subtract(HeapVector y) {
    subtract(x, of(y));
    return this;
  }

  private static void subtract(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] -= y[i];
    }
  }

  @Override
  public HeapVector multiply(HeapVector y) {
    multiply(x, of(y));
    return this;
  }

  private static void multiply(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= y[i];
    }
  }

  @Override
  public HeapVector addProduct(HeapVector y, HeapVector z) {
    addProduct(x, of(y), of(z));
    return this;
  }

  private static void addProduct(double[] x, double[] y, double[] z) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i] * z[i];
    }
  }

  @Override
  public HeapVector multiplyRest(HeapVector y) {
    multiplyRest(x, of(y));
    return this;
  }

  private static void multiplyRest(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= 1 - y[i];
    }
  }

  @Override
  public void addRowsTo(HeapVector row) {
    double[] r = of(row);
    for (int at = 0; at < x.length; at += r.length) {
      for (int u = 0; u < r.length; u++) {
        r[u] += x[at + u];
      }
    }
  }

  @Override
  public HeapVector sigmoid() {
    for (int i = 0; i < x.length; i++) {
      x[i] = 1 / (1 + Math.exp(-x[i]));
    }
    return this;
  }

  @Override
  public HeapVector tanh() {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.tanh(x[i]);
    }
    return this;
  }

  @Override
  public HeapVector relu() {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(0, x[i]);
    }
    return this;
  }

  @Override
  public HeapVector sigmoidBackward(HeapVector y) {
    sigmoidBackward(x, of(y));
    return this;
  }

  private static void sigmoidBackward(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= y[i] * (1 - y[i]);
    }
  }

  @Override
  public HeapVector tanhBackward(HeapVector y) {
    tanhBackward(x, of(y));
    return this;
  }

  private static void tanhBackward(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= 1 - y[i] * y[i];
    }
  }

  @Override
  public HeapVector reluBackward(HeapVector y) {
    reluBackward(x, of(y));
    return this;
  }

  private static void reluBackward(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] = y[i] > 0 ? x[i] : 0;
    }
  }
}
