package org.showtell.decoder.training;

/**
 * What other networks expect as the tokens of a batch: learnt beside the words that stand in the
 * captions (Hinton et al. 2015, "Distilling the Knowledge in a Neural Network", section 2, at
 * temperature 1).
 *
 * @param weight share of the target that they have, in (0, 1]; the words have the rest
 * @param probabilities [T*B, V], time-major
 */
public record SoftTargets(double weight, float[] probabilities) {
  /**
   * Checks the weight.
   *
   * @throws IllegalArgumentException that names it
   */
  public SoftTargets {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "Expected a weight of soft targets in (0,1] but got " + weight);
    }
  }
}
