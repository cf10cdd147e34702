package org.showtell.nn.parameter;

import java.util.random.RandomGenerator;

/** Gives a weight its first values, from an injected generator. */
@FunctionalInterface
public interface Initializer {
  /**
   * The value at one position.
   *
   * @param rows inputs of the weight
   * @param columns outputs of the weight
   * @param row position
   * @param column position
   */
  double value(RandomGenerator random, int rows, int columns, int row, int column);

  /** All zeros, for biases. */
  Initializer ZERO = (random, rows, columns, row, column) -> 0;

  /**
   * Uniform in +-sqrt(6 / (rows + columns)): keeps the variance of activations and gradients
   * (Glorot and Bengio 2010, eq. 16).
   */
  Initializer GLOROT =
      (random, rows, columns, row, column) -> {
        double limit = Math.sqrt(6.0 / (rows + columns));
        return (2 * random.nextDouble() - 1) * limit;
      };

  /** Ones on the diagonal of each square block of columns, zeros elsewhere. */
  Initializer IDENTITY = (random, rows, columns, row, column) -> column % rows == row ? 1 : 0;

  /**
   * Each square block of columns is an orthogonal matrix (Saxe et al. 2014), drawn when its first
   * value is asked for; values must be asked for row by row. For one weight at a time.
   */
  static Initializer orthogonal() {
    double[][][] blocks = new double[1][][];
    return (random, rows, columns, row, column) -> {
      if (row == 0 && column == 0) {
        blocks[0] = new double[rows][columns];
        for (int from = 0; from < columns; from += rows) {
          Orthogonal.fill(blocks[0], from, Math.min(columns, from + rows), random);
        }
      }
      return blocks[0][row][column];
    };
  }

  /** Uniform in +-limit. */
  static Initializer uniform(double limit) {
    return (random, rows, columns, row, column) -> (2 * random.nextDouble() - 1) * limit;
  }

  /**
   * One constant in columns {@code [from, to)}, zero elsewhere: the forget gate's bias.
   *
   * @param from first column, inclusive
   * @param to last column, exclusive
   */
  static Initializer constantInColumns(double value, int from, int to) {
    return (random, rows, columns, row, column) -> column >= from && column < to ? value : 0;
  }

  /** Given values, row by row. */
  static Initializer values(float[] rowMajor) {
    float[] copy = rowMajor.clone();
    return (random, rows, columns, row, column) -> copy[row * columns + column];
  }
}
