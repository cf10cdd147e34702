package org.showtell.decoder.training;

/**
 * Adam's constants (Kingma and Ba 2015, algorithm 1).
 *
 * @param beta1 decay of the gradient's mean, in [0, 1)
 * @param beta2 decay of its square's mean, in [0, 1)
 * @param epsilon keeps the division finite, above 0
 */
public record AdamConfig(double beta1, double beta2, double epsilon) {
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
  }

  /** The paper's: 0.9, 0.999, 1e-8. */
  public static AdamConfig defaults() {
    return new AdamConfig(0.9, 0.999, 1e-8);
  }
}
