package org.showtell.decoder.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.decoder.Tokens;
import org.showtell.nn.tensor.LogSoftmax;
import org.showtell.nn.tensor.Parts;

/**
 * Masked cross entropy of the next token, with label smoothing (Szegedy et al. 2016, section 7).
 *
 * <p>The loss is the mean over targets that are not padding; rows of padding get a gradient of
 * exactly zero.
 */
public final class SoftmaxCrossEntropy {
  /** The class of a row that has none and does not count. */
  public static final int NONE = -1;

  private static final int ROWS = 32; // worth a thread

  private SoftmaxCrossEntropy() {}

  /**
   * The same for rows that have a class or none: nothing is padding.
   *
   * @param logits [B, K], overwritten by d(mean loss) / d(logits)
   * @param targets [B], classes from 0, or {@link #NONE}
   * @return mean negative log-likelihood per row that counts in nats, without smoothing
   */
  public static double lossAndGradient(INDArray logits, int[] targets, double smoothing) {
    int count = Math.max(1, counted(targets));
    return lossAndGradient(logits, targets, NONE, count, smoothing, new double[targets.length]);
  }

  /** How many rows have a class. */
  public static int counted(int[] targets) {
    return (int) Arrays.stream(targets).filter(target -> target != NONE).count();
  }

  /**
   * Replaces logits by their gradient.
   *
   * @param logits [N, V], overwritten by d(mean loss) / d(logits)
   * @param targets [N], PAD where there is no target
   * @param count targets that are not PAD
   * @param smoothing share of the target's probability that is spread over the vocabulary, 0 for
   *     none
   * @param logLikelihoods [B], added to: log p of each target to its sentence's, n % B
   * @return mean negative log-likelihood per target in nats, without smoothing
   */
  public static double lossAndGradient(
      INDArray logits, int[] targets, int count, double smoothing, double[] logLikelihoods) {
    return lossAndGradient(logits, targets, Tokens.PAD, count, smoothing, logLikelihoods);
  }

  /**
   * Turns the gradient of the mean loss into that of a loss in which each sentence has a weight of
   * its own, which may be negative.
   *
   * @param gradient [T*B, V], changed
   * @param weights [B]
   */
  public static void weigh(INDArray gradient, float[] weights) {
    int rows = (int) gradient.size(0);
    float[] column = new float[rows];
    for (int n = 0; n < rows; n++) {
      column[n] = weights[n % weights.length];
    }
    try (INDArray factors = Nd4j.createFromArray(column).reshape(rows, 1);
        INDArray typed = factors.castTo(gradient.dataType())) {
      gradient.muliColumnVector(typed);
    }
  }

  private static double lossAndGradient(
      INDArray logits,
      int[] targets,
      int ignored,
      int count,
      double smoothing,
      double[] logLikelihoods) {
    int vocabulary = (int) logits.size(1);
    if (logits.dataType() == DataType.FLOAT) {
      return floats(logits, targets, ignored, count, smoothing, vocabulary, logLikelihoods);
    }
    Nd4j.exec(new SoftMax(logits, logits, 1));
    return doubles(logits, targets, ignored, count, smoothing, vocabulary, logLikelihoods);
  }

  private static double floats(
      INDArray logits,
      int[] targets,
      int ignored,
      int count,
      double smoothing,
      int vocabulary,
      double[] logLikelihoods) {
    double[] logs = new double[targets.length]; // summed in their order, not as threads end
    Parts.run(
        targets.length,
        ROWS,
        (from, to) -> {
          LogSoftmax softmax = new LogSoftmax(vocabulary);
          java.nio.FloatBuffer buffer = logits.data().asNioFloat();
          int base = buffer.position();
          float[] row = new float[vocabulary];
          float scale = 1f / count;
          float spread = (float) (smoothing / vocabulary);
          for (int n = from; n < to; n++) {
            if (targets[n] == ignored) {
              Arrays.fill(row, 0);
            } else {
              buffer.get(base + n * vocabulary, row);
              softmax.probabilities(row);
              logs[n] = Math.log(Math.max(row[targets[n]], Float.MIN_NORMAL));
              row[targets[n]] -= (float) (1 - smoothing);
              spreadAndScale(row, spread, scale);
            }
            buffer.put(base + n * vocabulary, row);
          }
        });
    double loss = 0;
    for (int n = 0; n < targets.length; n++) {
      logLikelihoods[n % logLikelihoods.length] += logs[n];
      loss -= logs[n];
    }
    return loss / count;
  }

  private static void spreadAndScale(float[] row, float spread, float scale) {
    for (int v = 0; v < row.length; v++) {
      row[v] = (row[v] - spread) * scale;
    }
  }

  private static double doubles(
      INDArray probabilities,
      int[] targets,
      int ignored,
      int count,
      double smoothing,
      int vocabulary,
      double[] logLikelihoods) {
    double loss = 0;
    for (int n = 0; n < targets.length; n++) {
      for (int v = 0; v < vocabulary; v++) {
        double p = probabilities.getDouble(n, v);
        double target = v == targets[n] ? 1 - smoothing : 0;
        boolean counts = targets[n] != ignored;
        if (counts && v == targets[n]) {
          logLikelihoods[n % logLikelihoods.length] += Math.log(p);
          loss -= Math.log(p);
        }
        probabilities.putScalar(n, v, counts ? (p - target - smoothing / vocabulary) / count : 0);
      }
    }
    return loss / count;
  }
}
