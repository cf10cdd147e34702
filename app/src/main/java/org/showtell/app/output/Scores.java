package org.showtell.app.output;

/** Scores as files show them: six decimals are more than two runs on two machines agree on. */
final class Scores {
  private static final double DECIMALS = 1e6;

  private Scores() {}

  static double rounded(double score) {
    return Math.rint(score * DECIMALS) / DECIMALS + 0.0; // no negative zero
  }
}
