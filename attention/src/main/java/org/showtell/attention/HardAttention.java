package org.showtell.attention;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.tensor.StepScratch;

/**
 * Stochastic attention (Xu et al. 2015, section 4.1): the context is one position. Training draws
 * it from the weights and learns by REINFORCE; generation takes the likeliest.
 *
 * <p>The baseline of REINFORCE is kept among the weights as {@code NAME.baseline}, so that a
 * resumed training continues with it; its gradient is always zero.
 */
public final class HardAttention implements Attention {
  private final SoftAttention scores;
  private final Parameter baseline; // [1, 1]
  private final double sampled;

  HardAttention(String name, SoftAttention scores, ParameterSet parameters) {
    this(scores, parameters.get(name + ".baseline"), AttentionObjective.defaults().sampled());
  }

  private HardAttention(SoftAttention scores, Parameter baseline, double sampled) {
    this.scores = scores;
    this.baseline = baseline;
    this.sampled = sampled;
  }

  /**
   * The same weights with another share of sentences that training samples for.
   *
   * @param share in [0, 1]
   */
  public HardAttention withSampled(double share) {
    return new HardAttention(scores, baseline, share);
  }

  @Override
  public AttentionMemory remember(INDArray grid, int positions) {
    return scores.remember(grid, positions);
  }

  /** The context is that of the likeliest position; the weights are the probabilities of all. */
  @Override
  public void attend(
      INDArray hidden,
      int[] photos,
      AttentionMemory memory,
      INDArray weights,
      INDArray context,
      StepScratch scratch) {
    scores.weigh(hidden, photos, memory, weights, scratch);
    INDArray place = scratch.matrix("attention.place", photos.length, memory.positions());
    for (int row = 0; row < photos.length; row++) {
      int best = 0;
      for (int i = 0; i < memory.positions(); i++) {
        place.putScalar(row, i, 0);
        best = weights.getFloat(row, i) > weights.getFloat(row, best) ? i : best;
      }
      place.putScalar(row, best, 1);
    }
    scores.gather(hidden, photos, memory, place, context);
  }

  @Override
  public AttentionPass pass(AttentionMemory memory, int steps, SplittableRandom random) {
    return new AttentionPass(scores, memory, steps, new HardSelection(baseline, sampled, random));
  }
}
