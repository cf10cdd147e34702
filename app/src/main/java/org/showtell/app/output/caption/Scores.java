package org.showtell.app.output.caption;

/** Scores as files show them: six decimals are more than two runs on two machines agree on. */
public final class Scores {
  private static final double DECIMALS = 1e6;

  private Scores() {}

  public static double rounded(double score) {
    return Math.rint(score * DECIMALS) / DECIMALS + 0.0; // no negative zero
  }
}
