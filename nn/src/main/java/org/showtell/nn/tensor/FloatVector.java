package org.showtell.nn.tensor;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link HeapVector} of floats: the fast one. */
final class FloatVector extends HeapVector {
  private final float[] x;

  FloatVector(float[] x) {
    super(DataType.FLOAT, x, x.length);
    this.x = x;
  }

  private static float[] of(HeapVector y) {
    return ((FloatVector) y).x;
  }

  @Override
  FloatBuffer buffer(INDArray block) {
    return block.data().asNioFloat();
  }

  @Override
  void get(Buffer from, int at, int count) {
    ((FloatBuffer) from).get(x, at, count);
  }

  @Override
  void put(Buffer to, int at, int count) {
    ((FloatBuffer) to).put(x, at, count);
  }

  @Override
  public HeapVector copy() {
    return new FloatVector(x.clone());
  }

  @Override
  public HeapVector clear() {
    Arrays.fill(x, 0);
    return this;
  }

  @Override
  public HeapVector add(HeapVector y) {
    add(x, of(y));
    return this;
  }

  private static void add(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }

  @Override
  public HeapVector subtract(HeapVector y) {
    subtract(x, of(y));
    return this;
  }

  private static void subtract(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] -= y[i];
    }
  }

  @Override
  public HeapVector multiply(HeapVector y) {
    multiply(x, of(y));
    return this;
  }

  private static void multiply(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= y[i];
    }
  }

  @Override
  public HeapVector addProduct(HeapVector y, HeapVector z) {
    addProduct(x, of(y), of(z));
    return this;
  }

  private static void addProduct(float[] x, float[] y, float[] z) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i] * z[i];
    }
  }

  @Override
  public HeapVector multiplyRest(HeapVector y) {
    multiplyRest(x, of(y));
    return this;
  }

  private static void multiplyRest(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= 1 - y[i];
    }
  }

  @Override
  public void addRowsTo(HeapVector row) {
    float[] r = of(row);
    for (int at = 0; at < x.length; at += r.length) {
      for (int u = 0; u < r.length; u++) {
        r[u] += x[at + u];
      }
    }
  }

  @Override
  public HeapVector sigmoid() {
    Activations.sigmoid(x, 0, x.length);
    return this;
  }

  @Override
  public HeapVector tanh() {
    Activations.tanh(x, 0, x.length);
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

  private static void sigmoidBackward(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= y[i] * (1 - y[i]);
    }
  }

  @Override
  public HeapVector tanhBackward(HeapVector y) {
    tanhBackward(x, of(y));
    return this;
  }

  private static void tanhBackward(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= 1 - y[i] * y[i];
    }
  }

  @Override
  public HeapVector reluBackward(HeapVector y) {
    reluBackward(x, of(y));
    return this;
  }

  private static void reluBackward(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] = y[i] > 0 ? x[i] : 0;
    }
  }
}
