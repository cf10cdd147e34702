package org.showtell.encoder.training.distillation;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A linear map fitted by ridge regression: {@code y = x W + b} with the least squared error plus
 * {@code ridge} times the mean variance of x on each weight's square.
 *
 * @param inputs D
 * @param outputs K
 * @param weight [D,K]
 * @param bias [K]
 */
public record LinearFit(int inputs, int outputs, float[] weight, float[] bias) {

  /**
   * Fits.
   *
   * @param x [N,D]
   * @param y [N,K]
   * @param rows N
   * @param ridge relative to the mean variance of x; above 0 where N may be less than D
   */
  public static LinearFit of(float[] x, float[] y, int rows, double ridge) {
    int inputs = x.length / rows;
    int outputs = y.length / rows;
    double[] meanX = means(x, rows);
    double[] meanY = means(y, rows);
    double[][] square;
    double[][] right;
    try (INDArray a = centred(x, rows, meanX);
        INDArray b = centred(y, rows, meanY);
        INDArray transposed = a.transpose();
        INDArray aa = transposed.mmul(a);
        INDArray ab = transposed.mmul(b)) {
      square = aa.toDoubleMatrix();
      right = ab.toDoubleMatrix();
    }
    double trace = 0;
    for (int i = 0; i < inputs; i++) {
      trace += square[i][i];
    }
    for (int i = 0; i < inputs; i++) {
      square[i][i] += Math.max(1e-12, ridge * trace / inputs);
    }
    solve(square, right);
    float[] weight = new float[inputs * outputs];
    float[] bias = new float[outputs];
    for (int k = 0; k < outputs; k++) {
      double sum = meanY[k];
      for (int i = 0; i < inputs; i++) {
        weight[i * outputs + k] = (float) right[i][k];
        sum -= meanX[i] * right[i][k];
      }
      bias[k] = (float) sum;
    }
    return new LinearFit(inputs, outputs, weight, bias);
  }

  /**
   * What it gives.
   *
   * @param x [N,D]
   * @return [N,K]
   */
  public float[] apply(float[] x) {
    int rows = x.length / inputs;
    float[] y = new float[rows * outputs];
    try (INDArray in = Nd4j.create(x, new long[] {rows, inputs}, 'c');
        INDArray by = Nd4j.create(weight, new long[] {inputs, outputs}, 'c');
        INDArray product = Nd4j.createUninitialized(DataType.FLOAT, rows, outputs)) {
      MatrixProduct.into(in, false, by, false, product, 0);
      product.data().asNioFloat().get(0, y);
    }
    for (int i = 0; i < y.length; i++) {
      y[i] += bias[i % outputs];
    }
    return y;
  }

  /** The way back of a gradient: y to x by the transposed weight, without a bias. */
  LinearFit transposed() {
    float[] turned = new float[weight.length];
    for (int i = 0; i < inputs; i++) {
      for (int k = 0; k < outputs; k++) {
        turned[k * inputs + i] = weight[i * outputs + k];
      }
    }
    return new LinearFit(outputs, inputs, turned, new float[inputs]);
  }

  private static double[] means(float[] matrix, int rows) {
    int columns = matrix.length / rows;
    double[] means = new double[columns];
    for (int i = 0; i < matrix.length; i++) {
      means[i % columns] += matrix[i];
    }
    for (int c = 0; c < columns; c++) {
      means[c] /= rows;
    }
    return means;
  }

  private static INDArray centred(float[] matrix, int rows, double[] means) {
    double[] values = new double[matrix.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix[i] - means[i % means.length];
    }
    return Nd4j.create(values, new long[] {rows, means.length}, 'c').castTo(DataType.DOUBLE);
  }

  /** {@code right = square^-1 right} by Cholesky's factors, which take the square's place. */
  private static void solve(double[][] square, double[][] right) {
    int size = square.length;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = square[i][j];
        for (int k = 0; k < j; k++) {
          sum -= square[i][k] * square[j][k];
        }
        square[i][j] = i == j ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / square[j][j];
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        subtract(right[i], square[i][j], right[j]);
      }
      scale(right[i], 1 / square[i][i]);
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int j = i + 1; j < size; j++) {
        subtract(right[i], square[j][i], right[j]);
      }
      scale(right[i], 1 / square[i][i]);
    }
  }

  private static void subtract(double[] row, double factor, double[] other) {
    for (int k = 0; k < row.length; k++) {
      row[k] -= factor * other[k];
    }
  }

  private static void scale(double[] row, double factor) {
    for (int k = 0; k < row.length; k++) {
      row[k] *= factor;
    }
  }
}
