package org.showtell.encoder.training.distillation;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Orthogonal steps for kernels (Jordan et al. 2024, "Muon"): the running mean of the gradients, as
 * a matrix [9 in, out], is brought to singular values of about one, so that no direction is lost
 * beside a few that are strong, and by a factor to the size of AdamW's steps (Liu et al. 2025,
 * "Muon is scalable for LLM training", section 2.2). Distillation gains from such methods (Beyer et
 * al. 2022, with Shampoo); this one takes a tenth of a step's time.
 */
final class Muon implements AutoCloseable {
  private static final float MOMENTUM = 0.95f;

  /** Of AdamW's steps, in units of the rate. */
  private static final double USUAL_STEP = 0.2;

  /**
   * A kernel's place in the flat vectors.
   *
   * @param from its first number
   * @param rows R, 9 times the inputs, at least C
   * @param columns C, the outputs
   */
  record Matrix(int from, int rows, int columns) {
    int length() {
      return rows * columns;
    }
  }

  private final List<Matrix> matrices;
  private final INDArray values;
  private final INDArray gradients;
  private final float[] mean;
  private final float[] average;
  private final NewtonSchulz newtonSchulz;

  /**
   * All are the optimiser's.
   *
   * @param mean [P], of the gradients
   * @param average [P], the moving average of the weights
   */
  Muon(List<Matrix> matrices, INDArray values, INDArray gradients, float[] mean, float[] average) {
    this.matrices = List.copyOf(matrices);
    this.values = values;
    this.gradients = gradients;
    this.mean = mean;
    this.average = average;
    newtonSchulz =
        new NewtonSchulz(
            matrices.stream().mapToLong(Matrix::length).max().orElseThrow(),
            matrices.stream().mapToInt(Matrix::columns).max().orElseThrow());
  }

  /**
   * Moves the kernels, and sets their gradients to zero.
   *
   * @param clip what the gradients are multiplied with
   * @param rate as AdamW's: a step has a root mean square of 0.2 times it
   * @param shrink what the kernels are multiplied with
   * @param follow the share of the new weights in the average
   */
  void step(float clip, double rate, float shrink, float follow) {
    for (Matrix matrix : matrices) {
      lookAhead(matrix, clip);
      FloatBuffer direction =
          newtonSchulz.orthogonal(matrix.rows(), matrix.columns()).data().asNioFloat();
      move(
          matrix,
          direction,
          (float) (rate * USUAL_STEP * Math.sqrt(matrix.rows())),
          shrink,
          follow);
    }
  }

  /** Nesterov's momentum, into the matrix that is made orthogonal. */
  private void lookAhead(Matrix matrix, float clip) {
    FloatBuffer slopes = gradients.data().asNioFloat();
    FloatBuffer ahead = newtonSchulz.matrix(matrix.rows(), matrix.columns()).data().asNioFloat();
    inPieces(
        matrix,
        (at, length) -> {
          int from = matrix.from() + at;
          float[] g = new float[length];
          float[] next = new float[length];
          slopes.get(from, g);
          for (int i = 0; i < length; i++) {
            float gradient = g[i] * clip;
            float m = MOMENTUM * mean[from + i] + (1 - MOMENTUM) * gradient;
            mean[from + i] = m;
            next[i] = MOMENTUM * m + (1 - MOMENTUM) * gradient;
            g[i] = 0;
          }
          slopes.put(from, g);
          ahead.put(at, next);
        });
  }

  private void move(Matrix matrix, FloatBuffer direction, float size, float shrink, float follow) {
    FloatBuffer weights = values.data().asNioFloat();
    inPieces(
        matrix,
        (at, length) -> {
          int from = matrix.from() + at;
          float[] w = new float[length];
          float[] d = new float[length];
          weights.get(from, w);
          direction.get(at, d);
          for (int i = 0; i < length; i++) {
            w[i] = shrink * w[i] - size * d[i];
            average[from + i] += follow * (w[i] - average[from + i]);
          }
          weights.put(from, w);
        });
  }

  private interface PieceWork {
    void on(int at, int length);
  }

  private static void inPieces(Matrix matrix, PieceWork work) {
    int count = (matrix.length() + AdamW.PIECE - 1) / AdamW.PIECE;
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i ->
                work.on(i * AdamW.PIECE, Math.min(AdamW.PIECE, matrix.length() - i * AdamW.PIECE)));
  }

  @Override
  public void close() {
    newtonSchulz.close();
  }
}
