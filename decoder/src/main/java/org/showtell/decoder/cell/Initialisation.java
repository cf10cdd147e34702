package org.showtell.decoder.cell;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.Check;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;

/**
 * The first values of recurrent weights, in the place of those that a cell starts with.
 *
 * @param hidden the weights that h is multiplied by
 * @param forgetBias of an LSTM's forget gate
 */
public record Initialisation(Weights hidden, double forgetBias) {
  private static final double UNIFORM_LIMIT = 0.08;

  /** Checks the bias. */
  public Initialisation {
    Check.that(Math.abs(forgetBias) <= 10, "forgetBias must be from -10 to 10", forgetBias);
  }

  /** Kinds of first weights. */
  public enum Weights {
    /** As the cell says: Xavier's, and the identity for max(0, z). */
    CELL,
    /** Uniform, with the variance that keeps signals (Glorot and Bengio 2010, eq. 16). */
    XAVIER,
    /** Uniform in +-0.08, as in NeuralTalk2 and im2txt. */
    UNIFORM,
    /** Each square block keeps lengths (Saxe et al. 2014). */
    ORTHOGONAL,
    /** Each square block is the identity (Le et al. 2015). */
    IDENTITY;

    private Initializer initializer() {
      return switch (this) {
        case CELL, XAVIER -> Initializer.GLOROT;
        case UNIFORM -> Initializer.uniform(UNIFORM_LIMIT);
        case ORTHOGONAL -> Initializer.orthogonal();
        case IDENTITY -> Initializer.IDENTITY;
      };
    }
  }

  /** What the cells start with. */
  public static Initialisation usual() {
    return new Initialisation(Weights.CELL, LstmCell.FORGET_BIAS);
  }

  /** Sets the weights {@code *.Wh*} and the LSTMs' biases {@code *.b} of a fresh set. */
  public void apply(ParameterSet parameters, RandomGenerator random) {
    for (Parameter parameter : parameters.all()) {
      if (hidden != Weights.CELL && parameter.name().matches("cell\\d*\\.Wh.?")) {
        fill(parameter, hidden.initializer(), random);
      }
      long units = parameter.value().size(1) / 4;
      String weight = parameter.name().replaceFirst("b$", "Wh");
      boolean ofLstm =
          parameter.name().matches("cell\\d*\\.b")
              && parameters.all().stream()
                  .anyMatch(p -> p.name().equals(weight) && p.value().size(0) == units);
      if (ofLstm && forgetBias != LstmCell.FORGET_BIAS) {
        fill(
            parameter,
            Initializer.constantInColumns(forgetBias, (int) units, (int) (2 * units)),
            random);
      }
    }
  }

  private static void fill(Parameter parameter, Initializer initializer, RandomGenerator random) {
    int rows = (int) parameter.value().size(0);
    int columns = (int) parameter.value().size(1);
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = initializer.value(random, rows, columns, i / columns, i % columns);
    }
    parameter.value().assign(Nd4j.createFromArray(values).reshape('c', rows, columns));
  }
}
