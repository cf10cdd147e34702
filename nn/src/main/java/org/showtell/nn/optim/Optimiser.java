package org.showtell.nn.optim;

import java.util.Map;
import org.showtell.nn.parameter.ParameterSet;

/** Moves the weights of a set along their gradients. Owns what it remembers of earlier steps. */
public interface Optimiser extends AutoCloseable {

  /** Makes a step; overwrites the gradients. */
  void step(double learningRate);

  /** What it remembers of earlier steps: copies, [P] each, by name. */
  Map<String, float[]> memory();

  /**
   * Continues where another optimiser of its kind stopped.
   *
   * @param stepsMade steps of the other
   * @param memory of the other
   */
  void restore(int stepsMade, Map<String, float[]> memory);

  @Override
  void close();

  /** The optimisers. */
  enum Kind {
    /** Stochastic gradient descent with momentum 0.9 (Polyak 1964). */
    SGD,
    /** The step over the root of the running mean of squares (Tieleman and Hinton 2012). */
    RMSPROP,
    /** The step over the root of the sum of squares (Duchi et al. 2011). */
    ADAGRAD,
    /** {@link org.showtell.nn.optim.Adam} with the paper's constants. */
    ADAM;

    /** An optimiser of this kind that has not made a step. */
    public Optimiser over(ParameterSet parameters) {
      return switch (this) {
        case SGD -> new Momentum(parameters, 0.9);
        case RMSPROP -> new ScaledGradient(parameters, 0.95);
        case ADAGRAD -> new ScaledGradient(parameters, 1);
        case ADAM -> new Adam(parameters, Adam.Config.defaults());
      };
    }

    /** A learning rate that suits recurrent networks of a few hundred units. */
    public double usualRate() {
      return switch (this) {
        case SGD -> 0.5;
        case RMSPROP -> 2e-3;
        case ADAGRAD -> 0.1;
        case ADAM -> 8e-3;
      };
    }
  }
}
