package org.showtell.encoder.training.distillation;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.encoder.training.LearntTensor;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), clipping by the
 * gradient's norm, and the moving average of the weights, in one pass over everything.
 *
 * <p>Kernels between convolutions may be left to {@link Muon}.
 */
final class AdamW implements AutoCloseable {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.98f;
  private static final float EPSILON = 1e-8f;

  /** Numbers that one thread works on at a time. */
  static final int PIECE = 1 << 16;

  /** A stretch of the flat vector that decays or does not. */
  private record Piece(int from, int length, boolean decays) {}

  private final INDArray values;
  private final INDArray gradients;
  private final List<Piece> pieces = new ArrayList<>();
  private final Muon muon;
  private final float[] first;
  private final float[] second;
  private final float[] average;
  private long steps;

  /**
   * @param tensors in the order of the flat vectors
   * @param values [1,P] or [P], the weights; the caller's
   * @param gradients the same for gradients
   * @param withMuon whether kernels between convolutions are left to {@link Muon}
   */
  AdamW(List<LearntTensor> tensors, INDArray values, INDArray gradients, boolean withMuon) {
    this.values = values;
    this.gradients = gradients;
    List<Muon.Matrix> matrices = new ArrayList<>();
    int offset = 0;
    for (LearntTensor tensor : tensors) {
      int end = offset + Math.toIntExact(tensor.length());
      // A first kernel has more outputs than the numbers it sees: no columns of it are orthogonal.
      if (withMuon && tensor.shape().size() == 4 && tensor.rows() >= tensor.columns()) {
        matrices.add(new Muon.Matrix(offset, tensor.rows(), tensor.columns()));
        offset = end;
      }
      for (; offset < end; offset = Math.min(end, offset + PIECE)) {
        pieces.add(new Piece(offset, Math.min(PIECE, end - offset), tensor.isKernel()));
      }
    }
    first = new float[offset];
    second = new float[offset];
    average = values.data().asFloat();
    muon = matrices.isEmpty() ? null : new Muon(matrices, values, gradients, first, average);
  }

  /**
   * Moves the weights, and sets the gradients to zero.
   *
   * @param averageDecay of the moving average
   * @return the gradient's norm before clipping; weights stay if it is not finite
   */
  double step(double rate, double weightDecay, double clipNorm, double averageDecay) {
    double norm = norm();
    if (!Double.isFinite(norm)) {
      return norm;
    }
    steps++;
    float clip = (float) Math.min(1, clipNorm / Math.max(norm, 1e-12));
    float size = (float) (rate / (1 - Math.pow(BETA1, steps)));
    float unbias = (float) (1 / (1 - Math.pow(BETA2, steps)));
    float follow = follow(averageDecay);
    IntStream.range(0, pieces.size())
        .parallel()
        .forEach(
            i -> {
              Piece piece = pieces.get(i);
              float shrink = piece.decays() ? (float) (1 - rate * weightDecay) : 1f;
              update(piece, clip, size, unbias, shrink, follow);
            });
    if (muon != null) {
      muon.step(clip, rate, (float) (1 - rate * weightDecay), follow);
    }
    return norm;
  }

  /**
   * The share of the new weights in the average: early weights are far from where it will be, so it
   * follows faster at first.
   */
  float follow(double averageDecay) {
    return (float) (1 - Math.min(averageDecay, (1.0 + steps) / (10.0 + steps)));
  }

  private double norm() {
    FloatBuffer all = gradients.data().asNioFloat();
    double[] sums = new double[(first.length + PIECE - 1) / PIECE];
    IntStream.range(0, sums.length)
        .parallel()
        .forEach(
            i -> {
              float[] g = new float[Math.min(PIECE, first.length - i * PIECE)];
              all.get(i * PIECE, g);
              double sum = 0;
              for (float value : g) {
                sum += (double) value * value;
              }
              sums[i] = sum;
            });
    double sum = 0;
    for (double part : sums) {
      sum += part;
    }
    return Math.sqrt(sum);
  }

  private void update(
      Piece piece, float clip, float size, float unbias, float shrink, float follow) {
    FloatBuffer weights = values.data().asNioFloat();
    FloatBuffer slopes = gradients.data().asNioFloat();
    float[] w = new float[piece.length()];
    float[] g = new float[piece.length()];
    weights.get(piece.from(), w);
    slopes.get(piece.from(), g);
    int from = piece.from();
    for (int i = 0; i < w.length; i++) {
      float gradient = g[i] * clip;
      float m = BETA1 * first[from + i] + (1 - BETA1) * gradient;
      float v = BETA2 * second[from + i] + (1 - BETA2) * gradient * gradient;
      first[from + i] = m;
      second[from + i] = v;
      w[i] = shrink * w[i] - size * m / ((float) Math.sqrt(v * unbias) + EPSILON);
      average[from + i] += follow * (w[i] - average[from + i]);
      g[i] = 0;
    }
    weights.put(from, w);
    slopes.put(from, g);
  }

  long steps() {
    return steps;
  }

  float[] first() {
    return first;
  }

  float[] second() {
    return second;
  }

  /** The averaged weights. */
  float[] average() {
    return average;
  }

  void restore(long stepsMade, float[] m, float[] v, float[] averaged) {
    steps = stepsMade;
    System.arraycopy(m, 0, first, 0, first.length);
    System.arraycopy(v, 0, second, 0, second.length);
    System.arraycopy(averaged, 0, average, 0, average.length);
  }

  @Override
  public void close() {
    if (muon != null) {
      muon.close();
    }
  }
}
