package org.showtell.decoder.generation;

import java.util.Arrays;

/**
 * How one token of a hypothesis came about.
 *
 * @param logProb its log-probability
 * @param attention [L], where the decoder looked for it; null without attention
 */
public record TokenTrace(double logProb, float[] attention) {

  /** The trace of a token in one row of a step. */
  static TokenTrace of(double logProb, float[] attention, int row, int rows) {
    if (attention == null) {
      return new TokenTrace(logProb, null);
    }
    int positions = attention.length / rows;
    return new TokenTrace(
        logProb, Arrays.copyOfRange(attention, row * positions, (row + 1) * positions));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenTrace that
        && logProb == that.logProb
        && Arrays.equals(attention, that.attention);
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(logProb) + Arrays.hashCode(attention);
  }

  @Override
  public String toString() {
    return logProb + (attention == null ? "" : " " + Arrays.toString(attention));
  }
}
