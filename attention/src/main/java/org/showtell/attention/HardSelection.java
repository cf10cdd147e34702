package org.showtell.attention;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.parameter.Parameter;

/**
 * One position per word, drawn from the weights, trained by REINFORCE (Xu et al. 2015, section 4.1;
 * Williams 1992):
 *
 * <pre>
 *   d/dW  log p(y | s) + lambda_r (log p(y | s) - b) d/dW log p(s) + lambda_e d/dW H[s]
 * </pre>
 *
 * <p>b is the moving average of log p(y | s) over batches; some of the sentences see the
 * expectation instead of a sample, which lowers the variance further.
 */
final class HardSelection implements Selection {
  private static final double LEAST = 1e-8;

  private final SplittableRandom random;
  private final Parameter baseline; // [1, 1]
  private final Map<Integer, int[]> drawn = new HashMap<>(); // per step [B], -1 for expectation
  private final double sampled;
  private boolean[] samples; // [B], whether the sentence is sampled
  private double[] advantages; // [B], lambda_r (log p - b) / tokens
  private double entropy; // lambda_e / tokens
  private int[] lengths;

  HardSelection(Parameter baseline, double sampled, SplittableRandom random) {
    this.baseline = baseline;
    this.sampled = sampled;
    this.random = random;
  }

  @Override
  public INDArray select(int step, INDArray weights) {
    int rows = (int) weights.size(0);
    if (samples == null) {
      samples = new boolean[rows];
      for (int row = 0; row < rows; row++) {
        samples[row] = random.nextDouble() < sampled;
      }
    }
    int[] places = new int[rows];
    INDArray selected = weights.dup('c');
    for (int row = 0; row < rows; row++) {
      places[row] = samples[row] ? draw(weights, row) : -1;
      if (places[row] >= 0) {
        for (int i = 0; i < weights.size(1); i++) {
          selected.putScalar(row, i, i == places[row] ? 1 : 0);
        }
      }
    }
    drawn.put(step, places);
    return selected;
  }

  private int draw(INDArray weights, int row) {
    double left = random.nextDouble();
    int positions = (int) weights.size(1);
    for (int i = 0; i < positions; i++) {
      left -= weights.getDouble(row, i);
      if (left < 0) {
        return i;
      }
    }
    return positions - 1;
  }

  @Override
  public double loss(
      INDArray weights, AttentionObjective objective, AttentionObjective.Outcomes outcomes) {
    lengths = outcomes.lengths();
    double[] rewards = outcomes.logLikelihoods();
    double before = baseline.value().getDouble(0);
    double mean = 0;
    advantages = new double[rewards.length];
    for (int row = 0; row < rewards.length; row++) {
      advantages[row] = objective.reward() * (rewards[row] - before) / outcomes.tokens();
      mean += rewards[row] / rewards.length;
    }
    entropy = objective.entropy() / outcomes.tokens();
    double decay = objective.baselineDecay();
    // The first batch sets it: an average that starts at zero would punish everything for long.
    baseline.value().assign(before == 0 ? mean : decay * before + (1 - decay) * mean);
    return -entropy * entropyOf(weights);
  }

  private double entropyOf(INDArray weights) {
    double sum = 0;
    int rows = lengths.length;
    for (int n = 0; n < weights.size(0); n++) {
      if (n / rows < lengths[n % rows] && samples[n % rows]) {
        for (int i = 0; i < weights.size(1); i++) {
          double alpha = Math.max(LEAST, weights.getDouble(n, i));
          sum -= alpha * Math.log(alpha);
        }
      }
    }
    return sum;
  }

  @Override
  public void backward(int step, INDArray weights, INDArray gradient) {
    int[] places = drawn.get(step);
    int positions = (int) weights.size(1);
    double[][] values = gradient.toDoubleMatrix();
    for (int row = 0; row < places.length; row++) {
      if (places[row] < 0) {
        continue;
      }
      boolean counts = step < lengths[row];
      for (int i = 0; i < positions; i++) {
        double alpha = Math.max(LEAST, weights.getDouble(row, i));
        double byScore = i == places[row] ? -advantages[row] / alpha : 0;
        values[row][i] = counts ? byScore + entropy * (Math.log(alpha) + 1) : 0;
      }
    }
    gradient.assign(Nd4j.create(values).castTo(gradient.dataType()));
  }
}
