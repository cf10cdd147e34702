package org.showtell.nn.parameter;

import java.util.random.RandomGenerator;

/** Random columns of length 1 that are at right angles to each other, by Gram and Schmidt. */
final class Orthogonal {
  private Orthogonal() {}

  /** Fills columns {@code [from, to)} of a matrix, at most as many as it has rows. */
  static void fill(double[][] matrix, int from, int to, RandomGenerator random) {
    int rows = matrix.length;
    for (int column = from; column < to; column++) {
      double[] drawn = new double[rows];
      for (int i = 0; i < rows; i++) {
        drawn[i] = random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) { // the second takes away what rounding left
        for (int other = from; other < column; other++) {
          double along = 0;
          for (int i = 0; i < rows; i++) {
            along += drawn[i] * matrix[i][other];
          }
          for (int i = 0; i < rows; i++) {
            drawn[i] -= along * matrix[i][other];
          }
        }
      }
      double length = 0;
      for (double value : drawn) {
        length += value * value;
      }
      for (int i = 0; i < rows; i++) {
        matrix[i][column] = drawn[i] / Math.sqrt(length);
      }
    }
  }
}
