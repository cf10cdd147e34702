package org.showtell.attention.kernel;

import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.tensor.HostFloats;

/**
 * The kernel of training and generation: loops over arrays on Java's heap, one for each row ({@link
 * RowReductions} says why), rows in parallel.
 */
final class FloatAttentionKernel implements AttentionKernel {
  private final FloatScore score;
  private final int positions; // L
  private final int keySize; // A
  private final int size; // D
  private final float[][] keys; // [B*L][A]
  private final float[][] grid; // [B*L][D]
  private float[][] keyGradient; // [B*L][A]
  private float[][] vectorGradient; // [B][A]

  /** Copies keys and grid: {@code keys} [B*L, A]; {@code grid} [B*L, D]. */
  FloatAttentionKernel(FloatScore score, int positions, INDArray keys, INDArray grid) {
    this.score = score;
    this.positions = positions;
    keySize = (int) keys.size(1);
    size = (int) grid.size(1);
    this.keys = HostFloats.copyRows(keys);
    prepare(this.keys);
    this.grid = HostFloats.copyRows(grid);
  }

  private void prepare(float[][] rows) {
    RowWork.run(
        rows.length,
        keySize * 32L,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            score.prepare(rows[row]);
          }
        });
  }

  @Override
  public void weigh(INDArray query, int[] photos, INDArray weights) {
    float[][] queries = HostFloats.copyRows(query);
    prepare(queries);
    float[] result = new float[photos.length * positions];
    RowWork.run(
        photos.length,
        (long) positions * keySize * 8,
        (from, to) -> {
          float[] scores = new float[positions];
          float[] scratch = new float[keySize];
          for (int row = from; row < to; row++) {
            score.scores(keys, photos[row] * positions, queries[row], scores, scratch);
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
    float[][] result = new float[photos.length][size];
    RowWork.run(
        photos.length,
        (long) positions * size,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            RowReductions.addWeighted(
                positions,
                weight,
                row * positions,
                1,
                grid,
                photos[row] * positions,
                1,
                result[row]);
          }
        });
    HostFloats.writeRows(result, context);
  }

  @Override
  public void gatherBackward(INDArray contextGradient, INDArray weightGradient) {
    float[][] gradient = HostFloats.copyRows(contextGradient);
    float[] result = new float[gradient.length * positions];
    RowWork.run(
        gradient.length,
        (long) positions * size * 2,
        (from, to) -> {
          float[] scratch = new float[size];
          for (int i = from * positions; i < to * positions; i++) {
            result[i] = RowReductions.dot(grid[i], gradient[i / positions], scratch);
          }
        });
    HostFloats.write(result, weightGradient);
  }

  @Override
  public void weighBackward(
      INDArray query, INDArray weights, INDArray weightGradient, INDArray queryGradient) {
    float[][] queries = HostFloats.copyRows(query);
    prepare(queries);
    float[] weight = HostFloats.copy(weights);
    float[] gradient = HostFloats.copy(weightGradient);
    float[][] result = new float[queries.length][keySize];
    if (keyGradient == null) {
      keyGradient = new float[keys.length][keySize];
      vectorGradient = new float[queries.length][keySize];
    }
    RowWork.run(
        queries.length,
        (long) positions * keySize * 16,
        (from, to) -> {
          float[] scores = new float[positions];
          float[] scratch = new float[keySize];
          for (int row = from; row < to; row++) {
            softmaxBackward(weight, gradient, row * positions, scores);
            score.backward(
                keys,
                row * positions,
                queries[row],
                scores,
                keyGradient,
                result[row],
                vectorGradient[row],
                scratch);
          }
        });
    HostFloats.writeRows(result, queryGradient);
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
    float[][] gradient = HostFloats.copyRows(contextGradients);
    int photos = grid.length / positions;
    int steps = gradient.length / photos;
    float[][] result = new float[grid.length][size];
    RowWork.run(
        photos,
        (long) steps * positions * size,
        (from, to) -> {
          for (int at = from * positions; at < to * positions; at++) {
            int photo = at / positions;
            RowReductions.addWeighted(
                steps, weight, at, grid.length, gradient, photo, photos, result[at]);
          }
        });
    return matrix(result);
  }

  @Override
  public INDArray keyGradient() {
    return matrix(keyGradient);
  }

  @Override
  public INDArray vectorGradient() {
    return matrix(vectorGradient);
  }

  private static INDArray matrix(float[][] rows) {
    INDArray matrix =
        Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows.length, rows[0].length}, 'c');
    HostFloats.writeRows(rows, matrix);
    return matrix;
  }

  /** Shares rows among the processor's cores where there is enough to do. */
  private static final class RowWork {
    /** Below so many multiplications, waking other threads costs more than they save. */
    private static final long ENOUGH = 1 << 18;

    private RowWork() {}

    /** Work on the rows {@code [from, to)}; rows must not depend on each other. */
    @FunctionalInterface
    interface Rows {
      void run(int from, int to);
    }

    /**
     * Runs over all rows; results do not depend on the number of threads.
     *
     * @param costPerRow multiplications, roughly
     */
    static void run(int rows, long costPerRow, Rows work) {
      int threads = Math.min(rows, Math.max(1, ForkJoinPool.getCommonPoolParallelism() + 1));
      if (threads == 1 || rows * costPerRow < ENOUGH) {
        work.run(0, rows);
        return;
      }
      IntStream.range(0, threads)
          .parallel()
          .forEach(
              i ->
                  work.run(
                      (int) ((long) rows * i / threads), (int) ((long) rows * (i + 1) / threads)));
    }
  }
}
