package org.showtell.attention;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.attention.tensor.HostFloats;

/** The kernel of training and generation: loops over arrays on Java's heap, rows in parallel. */
final class FloatAttentionKernel implements AttentionKernel {
  private final FloatScore score;
  private final int positions; // L
  private final int keySize; // A
  private final int size; // D
  private final float[] keys; // [B*L, A]
  private final float[] grid; // [B*L, D]
  private float[] keyGradient; // [B*L, A]
  private float[] vectorGradient; // [B, A]

  /**
   * Copies keys and grid.
   *
   * @param keys [B*L, A]
   * @param grid [B*L, D]
   */
  FloatAttentionKernel(FloatScore score, int positions, INDArray keys, INDArray grid) {
    this.score = score;
    this.positions = positions;
    keySize = (int) keys.size(1);
    size = (int) grid.size(1);
    this.keys = HostFloats.copy(keys);
    this.grid = HostFloats.copy(grid);
  }

  @Override
  public void weigh(INDArray query, int[] photos, INDArray weights) {
    float[] queries = HostFloats.copy(query);
    float[] result = new float[photos.length * positions];
    RowWork.run(
        photos.length,
        (long) positions * keySize * 8,
        (from, to) -> {
          float[] scores = new float[positions];
          float[] scratch = new float[keySize];
          for (int row = from; row < to; row++) {
            int at = photos[row] * positions * keySize;
            score.scores(keys, at, queries, row * keySize, keySize, scores, scratch);
            softmax(scores, result, row * positions);
          }
        });
    HostFloats.write(result, weights);
  }

  private static void softmax(float[] scores, float[] target, int at) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      largest = Math.max(largest, score);
    }
    float sum = 0;
    for (int i = 0; i < scores.length; i++) {
      target[at + i] = (float) Math.exp(scores[i] - largest);
      sum += target[at + i];
    }
    for (int i = 0; i < scores.length; i++) {
      target[at + i] /= sum;
    }
  }

  @Override
  public void gather(INDArray weights, int[] photos, INDArray context) {
    float[] weight = HostFloats.copy(weights);
    float[] result = new float[photos.length * size];
    RowWork.run(
        photos.length,
        (long) positions * size,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            for (int i = 0; i < positions; i++) {
              int at = (photos[row] * positions + i) * size;
              add(weight[row * positions + i], grid, at, result, row * size, size);
            }
          }
        });
    HostFloats.write(result, context);
  }

  private static void add(
      float factor, float[] source, int from, float[] target, int to, int length) {
    for (int d = 0; d < length; d++) {
      target[to + d] += factor * source[from + d];
    }
  }

  @Override
  public void gatherBackward(INDArray contextGradient, INDArray weightGradient) {
    float[] gradient = HostFloats.copy(contextGradient);
    int rows = gradient.length / size;
    float[] result = new float[rows * positions];
    RowWork.run(
        rows,
        (long) positions * size * 2,
        (from, to) -> {
          float[] scratch = new float[size];
          for (int row = from; row < to; row++) {
            for (int i = 0; i < positions; i++) {
              int at = (row * positions + i) * size;
              for (int d = 0; d < size; d++) {
                scratch[d] = grid[at + d] * gradient[row * size + d];
              }
              result[row * positions + i] = Sums.of(scratch, size);
            }
          }
        });
    HostFloats.write(result, weightGradient);
  }

  @Override
  public void weighBackward(
      INDArray query, INDArray weights, INDArray weightGradient, INDArray queryGradient) {
    float[] queries = HostFloats.copy(query);
    float[] weight = HostFloats.copy(weights);
    float[] gradient = HostFloats.copy(weightGradient);
    int rows = queries.length / keySize;
    float[] result = new float[rows * keySize];
    if (keyGradient == null) {
      keyGradient = new float[keys.length];
      vectorGradient = new float[rows * keySize];
    }
    RowWork.run(
        rows,
        (long) positions * keySize * 16,
        (from, to) -> {
          float[] scores = new float[positions];
          float[] scratch = new float[keySize];
          for (int row = from; row < to; row++) {
            softmaxBackward(weight, gradient, row * positions, scores);
            score.backward(
                keys,
                row * positions * keySize,
                queries,
                row * keySize,
                keySize,
                scores,
                keyGradient,
                result,
                vectorGradient,
                scratch);
          }
        });
    HostFloats.write(result, queryGradient);
  }

  /** {@code de_i = alpha_i (dalpha_i - sum_j alpha_j dalpha_j)}. */
  private static void softmaxBackward(float[] weight, float[] gradient, int at, float[] target) {
    float mean = 0;
    for (int i = 0; i < target.length; i++) {
      mean += weight[at + i] * gradient[at + i];
    }
    for (int i = 0; i < target.length; i++) {
      target[i] = weight[at + i] * (gradient[at + i] - mean);
    }
  }

  @Override
  public INDArray gatheredGradient(INDArray weights, INDArray contextGradients) {
    float[] weight = HostFloats.copy(weights);
    float[] gradient = HostFloats.copy(contextGradients);
    int photos = grid.length / (positions * size);
    int steps = weight.length / (photos * positions);
    float[] result = new float[grid.length];
    RowWork.run(
        photos,
        (long) steps * positions * size,
        (from, to) -> {
          for (int photo = from; photo < to; photo++) {
            for (int row = photo; row < steps * photos; row += photos) {
              for (int i = 0; i < positions; i++) {
                int at = (photo * positions + i) * size;
                add(weight[row * positions + i], gradient, row * size, result, at, size);
              }
            }
          }
        });
    return matrix(result, size);
  }

  @Override
  public INDArray keyGradient() {
    return matrix(keyGradient, keySize);
  }

  @Override
  public INDArray vectorGradient() {
    return matrix(vectorGradient, keySize);
  }

  private static INDArray matrix(float[] values, int columns) {
    INDArray matrix =
        Nd4j.createUninitialized(
            DataType.FLOAT, new long[] {values.length / columns, columns}, 'c');
    HostFloats.write(values, matrix);
    return matrix;
  }
}
