package org.showtell.encoder.training.distillation;

/**
 * What a step's loss is made of.
 *
 * @param grid mean squared distance of the grids, in the teacher's deviations
 * @param pooled the same of the pooled features
 * @param classes divergence of the softened classes, in nats
 * @param words cross-entropy of the captions' words, summed over the words and divided by 20
 */
public record LossParts(double grid, double pooled, double classes, double words) {
  /**
   * The loss that is learnt.
   *
   * @param classWeight of the classes' divergence
   * @param wordWeight of the words' cross-entropy
   */
  public double total(double classWeight, double wordWeight) {
    return grid + pooled + classWeight * classes + wordWeight * words;
  }

  LossParts plus(LossParts other) {
    return new LossParts(
        grid + other.grid, pooled + other.pooled, classes + other.classes, words + other.words);
  }

  LossParts times(double factor) {
    return new LossParts(grid * factor, pooled * factor, classes * factor, words * factor);
  }
}
