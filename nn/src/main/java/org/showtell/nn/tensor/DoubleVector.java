package org.showtell.nn.tensor;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link HeapVector} of doubles, with the library's own functions: for gradient checks. */
final class DoubleVector extends HeapVector {
  private final double[] x;

  DoubleVector(double[] x) {
    super(DataType.DOUBLE, x, x.length);
    this.x = x;
  }

  private static double[] of(HeapVector y) {
    return ((DoubleVector) y).x;
  }

  @Override
  DoubleBuffer buffer(INDArray block) {
    return block.data().asNioDouble();
  }

  @Override
  void get(Buffer from, int at, int count) {
    ((DoubleBuffer) from).get(x, at, count);
  }

  @Override
  void put(Buffer to, int at, int count) {
    ((DoubleBuffer) to).put(x, at, count);
  }

  @Override
  public HeapVector copy() {
    return new DoubleVector(x.clone());
  }

  @Override
  public HeapVector clear() {
    Arrays.fill(x, 0);
    return this;
  }

  private HeapVector each(HeapVector other, DoubleBinaryOperator f) {
    double[] y = of(other);
    for (int i = 0; i < x.length; i++) {
      x[i] = f.applyAsDouble(x[i], y[i]);
    }
    return this;
  }

  @Override
  public HeapVector add(HeapVector y) {
    return each(y, (a, b) -> a + b);
  }

  @Override
  public HeapVector subtract(HeapVector y) {
    return each(y, (a, b) -> a - b);
  }

  @Override
  public HeapVector multiply(HeapVector y) {
    return each(y, (a, b) -> a * b);
  }

  @Override
  public HeapVector addProduct(HeapVector y, HeapVector z) {
    return add(y.copy().multiply(z));
  }

  @Override
  public HeapVector multiplyRest(HeapVector y) {
    return each(y, (a, b) -> a * (1 - b));
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
    return each(this, (a, b) -> 1 / (1 + Math.exp(-a)));
  }

  @Override
  public HeapVector tanh() {
    return each(this, (a, b) -> Math.tanh(a));
  }

  @Override
  public HeapVector relu() {
    return each(this, (a, b) -> Math.max(0, a));
  }

  @Override
  public HeapVector sigmoidBackward(HeapVector y) {
    return each(y, (a, b) -> a * (b * (1 - b)));
  }

  @Override
  public HeapVector tanhBackward(HeapVector y) {
    return each(y, (a, b) -> a * (1 - b * b));
  }

  @Override
  public HeapVector reluBackward(HeapVector y) {
    return each(y, (a, b) -> b > 0 ? a : 0);
  }
}
