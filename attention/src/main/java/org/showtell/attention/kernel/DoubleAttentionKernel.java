package org.showtell.attention.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The kernel of gradient checks: the equations as they are written, without any haste. */
final class DoubleAttentionKernel implements AttentionKernel {
  private final double[] vector; // u [A], or null for the scaled dot product
  private final int positions; // L
  private final double[][] keys; // [B*L][A]
  private final double[][] grid; // [B*L][D]
  private final double[][] keyGradient; // [B*L][A]
  private final double[][] vectorGradient; // [B][A]

  /**
   * @param vector u [A], or null for the scaled dot product
   */
  DoubleAttentionKernel(double[] vector, int positions, INDArray keys, INDArray grid) {
    this.vector = vector;
    this.positions = positions;
    this.keys = keys.toDoubleMatrix();
    this.grid = grid.toDoubleMatrix();
    keyGradient = new double[this.keys.length][this.keys[0].length];
    vectorGradient = new double[this.keys.length / positions][this.keys[0].length];
  }

  @Override
  public void weigh(INDArray query, int[] photos, INDArray weights) {
    double[][] queries = query.toDoubleMatrix();
    for (int row = 0; row < photos.length; row++) {
      double[] exponentials = new double[positions];
      double sum = 0;
      for (int i = 0; i < positions; i++) {
        exponentials[i] = Math.exp(score(keys[photos[row] * positions + i], queries[row]));
        sum += exponentials[i];
      }
      for (int i = 0; i < positions; i++) {
        weights.putScalar(row, i, exponentials[i] / sum);
      }
    }
  }

  private double score(double[] key, double[] query) {
    double score = 0;
    for (int a = 0; a < key.length; a++) {
      score +=
          vector == null
              ? key[a] * query[a] / Math.sqrt(key.length)
              : vector[a] * Math.tanh(key[a] + query[a]);
    }
    return score;
  }

  @Override
  public void gather(INDArray weights, int[] photos, INDArray context) {
    for (int row = 0; row < photos.length; row++) {
      for (int d = 0; d < grid[0].length; d++) {
        double sum = 0;
        for (int i = 0; i < positions; i++) {
          sum += weights.getDouble(row, i) * grid[photos[row] * positions + i][d];
        }
        context.putScalar(row, d, sum);
      }
    }
  }

  @Override
  public void gatherBackward(INDArray contextGradient, INDArray weightGradient) {
    for (int row = 0; row < contextGradient.size(0); row++) {
      for (int i = 0; i < positions; i++) {
        double sum = 0;
        for (int d = 0; d < grid[0].length; d++) {
          sum += contextGradient.getDouble(row, d) * grid[row * positions + i][d];
        }
        weightGradient.putScalar(row, i, sum);
      }
    }
  }

  @Override
  public void weighBackward(
      INDArray query, INDArray weights, INDArray weightGradient, INDArray queryGradient) {
    double[][] queries = query.toDoubleMatrix();
    double[][] alpha = weights.toDoubleMatrix();
    double[][] gradient = weightGradient.toDoubleMatrix();
    queryGradient.assign(0);
    for (int row = 0; row < queries.length; row++) {
      double mean = 0;
      for (int i = 0; i < positions; i++) {
        mean += alpha[row][i] * gradient[row][i];
      }
      for (int i = 0; i < positions; i++) {
        double scoreGradient = alpha[row][i] * (gradient[row][i] - mean);
        scoreBackward(scoreGradient, row, row * positions + i, queries[row], queryGradient);
      }
    }
  }

  private void scoreBackward(
      double gradient, int row, int position, double[] query, INDArray queryGradient) {
    for (int a = 0; a < query.length; a++) {
      double byQuery;
      if (vector == null) {
        double scaled = gradient / Math.sqrt(query.length);
        keyGradient[position][a] += scaled * query[a];
        byQuery = scaled * keys[position][a];
      } else {
        double tangent = Math.tanh(keys[position][a] + query[a]);
        vectorGradient[row][a] += gradient * tangent;
        byQuery = gradient * vector[a] * (1 - tangent * tangent);
        keyGradient[position][a] += byQuery;
      }
      queryGradient.putScalar(row, a, queryGradient.getDouble(row, a) + byQuery);
    }
  }

  @Override
  public INDArray gatheredGradient(INDArray weights, INDArray contextGradients) {
    int photos = grid.length / positions;
    double[][] sum = new double[grid.length][grid[0].length];
    for (int row = 0; row < weights.size(0); row++) {
      for (int i = 0; i < positions; i++) {
        for (int d = 0; d < grid[0].length; d++) {
          sum[row % photos * positions + i][d] +=
              weights.getDouble(row, i) * contextGradients.getDouble(row, d);
        }
      }
    }
    return Nd4j.create(sum);
  }

  @Override
  public INDArray keyGradient() {
    return Nd4j.create(keyGradient).castTo(DataType.DOUBLE);
  }

  @Override
  public INDArray vectorGradient() {
    return Nd4j.create(vectorGradient).castTo(DataType.DOUBLE);
  }
}
