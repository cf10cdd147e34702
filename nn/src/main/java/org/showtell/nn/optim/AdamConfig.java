package org.showtell.nn.optim;

/**
 * Adam's constants (Kingma and Ba 2015, algorithm 1), and the decay of the weights beside it
 * (Loshchilov and Hutter 2019, algorithm 2).
 *
 * @param beta1 decay of the gradient's mean, in [0, 1)
 * @param beta2 decay of its square's mean, in [0, 1)
 * @param epsilon keeps the division finite, above 0
 * @param weightDecay share of each weight that a step at a rate of 1 takes away, in [0, 1)
 */
public record AdamConfig(double beta1, double beta2, double epsilon, double weightDecay) {
  /** Checks each value. */
  public AdamConfig {
    if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1) || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "Expected beta1 and beta2 in [0, 1) and epsilon above 0 but got "
              + beta1
              + ", "
              + beta2
              + ", "
              + epsilon);
    }
    if (!(weightDecay >= 0 && weightDecay < 1)) {
      throw new IllegalArgumentException("Expected a weightDecay in [0, 1) but got " + weightDecay);
    }
  }

  /** The paper's: 0.9, 0.999, 1e-8, without decay. */
  public static AdamConfig defaults() {
    return new AdamConfig(0.9, 0.999, 1e-8, 0);
  }

  /** The same with weights that decay. */
  public AdamConfig withWeightDecay(double share) {
    return new AdamConfig(beta1, beta2, epsilon, share);
  }
}
