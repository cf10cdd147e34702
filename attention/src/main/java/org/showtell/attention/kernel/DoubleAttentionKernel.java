package org.showtell.attention.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.HostDoubles;
import org.showtell.nn.tensor.MatrixProduct;

/** The kernel of gradient checks: the equations as they are written, without any haste. */
final class DoubleAttentionKernel implements AttentionKernel {
  private final double[] vector; // u [A], or null for the scaled dot product
  private final int positions; // L
  private final int keySize; // A
  private final int size; // D
  private final double[] keys; // [B*L, A]
  private final double[] grid; // [B*L, D]
  private final double[] keyGradient; // [B*L, A]
  private final double[] vectorGradient; // [B, A]

  /**
   * @param vector u [A], or null for the scaled dot product
   */
  DoubleAttentionKernel(double[] vector, int positions, INDArray keys, INDArray grid) {
    this.vector = vector;
    this.positions = positions;
    keySize = (int) keys.size(1);
    size = (int) grid.size(1);
    this.keys = HostDoubles.copy(keys);
    this.grid = HostDoubles.copy(grid);
    keyGradient = new double[this.keys.length];
    vectorGradient = new double[this.keys.length / positions]; // B*A
  }

  @Override
  public void weigh(INDArray query, int[] photos, INDArray weights) {
    double[] queries = HostDoubles.copy(query);
    double[] alpha = new double[photos.length * positions];
    for (int row = 0; row < photos.length; row++) {
      double sum = 0;
      for (int i = 0; i < positions; i++) {
        int at = row * positions + i;
        alpha[at] =
            Math.exp(score((photos[row] * positions + i) * keySize, queries, row * keySize));
        sum += alpha[at];
      }
      for (int i = 0; i < positions; i++) {
        alpha[row * positions + i] /= sum;
      }
    }
    HostDoubles.write(alpha, weights);
  }

  private double score(int key, double[] queries, int query) {
    double score = 0;
    for (int a = 0; a < keySize; a++) {
      double k = keys[key + a];
      double q = queries[query + a];
      score += vector == null ? k * q / Math.sqrt(keySize) : vector[a] * Math.tanh(k + q);
    }
    return score;
  }

  @Override
  public void gather(INDArray weights, int[] photos, INDArray context) {
    double[] alpha = HostDoubles.copy(weights);
    double[] sums = new double[photos.length * size];
    for (int row = 0; row < photos.length; row++) {
      for (int i = 0; i < positions; i++) {
        for (int d = 0; d < size; d++) {
          sums[row * size + d] +=
              alpha[row * positions + i] * grid[(photos[row] * positions + i) * size + d];
        }
      }
    }
    HostDoubles.write(sums, context);
  }

  @Override
  public void gatherBackward(INDArray contextGradient, INDArray weightGradient) {
    double[] gradient = HostDoubles.copy(contextGradient);
    double[] sums = new double[grid.length / size];
    for (int i = 0; i < sums.length; i++) {
      for (int d = 0; d < size; d++) {
        sums[i] += gradient[i / positions * size + d] * grid[i * size + d];
      }
    }
    HostDoubles.write(sums, weightGradient);
  }

  @Override
  public void weighBackward(
      INDArray query, INDArray weights, INDArray weightGradient, INDArray queryGradient) {
    double[] queries = HostDoubles.copy(query);
    double[] alpha = HostDoubles.copy(weights);
    double[] gradient = HostDoubles.copy(weightGradient);
    double[] byQuery = new double[queries.length];
    for (int row = 0; row < queries.length / keySize; row++) {
      double mean = 0;
      for (int at = row * positions; at < (row + 1) * positions; at++) {
        mean += alpha[at] * gradient[at];
      }
      for (int at = row * positions; at < (row + 1) * positions; at++) {
        scoreBackward(alpha[at] * (gradient[at] - mean), at, queries, row, byQuery);
      }
    }
    HostDoubles.write(byQuery, queryGradient);
  }

  private void scoreBackward(
      double gradient, int position, double[] queries, int row, double[] byQuery) {
    for (int a = 0; a < keySize; a++) {
      int key = position * keySize + a;
      int query = row * keySize + a;
      if (vector == null) {
        double scaled = gradient / Math.sqrt(keySize);
        keyGradient[key] += scaled * queries[query];
        byQuery[query] += scaled * keys[key];
      } else {
        double tangent = Math.tanh(keys[key] + queries[query]);
        double inner = gradient * vector[a] * (1 - tangent * tangent);
        vectorGradient[query] += gradient * tangent;
        keyGradient[key] += inner;
        byQuery[query] += inner;
      }
    }
  }

  @Override
  public INDArray gatheredGradient(INDArray weights, INDArray contextGradients) {
    double[] alpha = HostDoubles.copy(weights);
    double[] gradient = HostDoubles.copy(contextGradients);
    int photos = grid.length / size / positions;
    double[] sum = new double[grid.length];
    for (int row = 0; row < alpha.length / positions; row++) {
      for (int i = 0; i < positions; i++) {
        for (int d = 0; d < size; d++) {
          sum[(row % photos * positions + i) * size + d] +=
              alpha[row * positions + i] * gradient[row * size + d];
        }
      }
    }
    return matrix(sum, size);
  }

  @Override
  public INDArray keyGradient() {
    return matrix(keyGradient, keySize);
  }

  @Override
  public INDArray vectorGradient() {
    return matrix(vectorGradient, keySize);
  }

  private static INDArray matrix(double[] values, int columns) {
    INDArray matrix = MatrixProduct.matrix(DataType.DOUBLE, values.length / columns, columns);
    HostDoubles.write(values, matrix);
    return matrix;
  }
}
