package org.showtell.decoder.generation;

import java.util.Arrays;
import java.util.List;
import org.showtell.nn.Check;

/**
 * One sentence of a search.
 *
 * @param tokens its words, without START and END
 * @param logProb sum of the log-probabilities of its tokens, of END too if it ended by itself
 * @param scoredTokens how many log-probabilities are in the sum: the words, and END if it ended
 * @param ended false if it reached the token limit
 * @param trace per word how it came about; empty where nobody kept it
 * @param bonus what its detected words add to its rank, no part of its probability
 */
public record Hypothesis(
    int[] tokens,
    double logProb,
    int scoredTokens,
    boolean ended,
    List<Trace> trace,
    double bonus) {
  /** Checks that a trace has all words. */
  public Hypothesis {
    trace = List.copyOf(trace);
    Check.that(
        trace.isEmpty() || trace.size() == tokens.length,
        "A trace must have " + tokens.length + " words",
        trace.size());
  }

  /** A hypothesis without a trace. */
  public Hypothesis(int[] tokens, double logProb, int scoredTokens, boolean ended) {
    this(tokens, logProb, scoredTokens, ended, List.of(), 0);
  }

  /** Mean log-probability per token, END counted. */
  public double meanLogProb() {
    return scoredTokens == 0 ? 0 : logProb / scoredTokens;
  }

  /** What hypotheses are ranked by: {@code (logProb + bonus) / scoredTokens^lengthPenalty}. */
  public double rank(double lengthPenalty) {
    return (logProb + bonus) / Math.pow(Math.max(1, scoredTokens), lengthPenalty);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hypothesis that
        && Arrays.equals(tokens, that.tokens)
        && logProb == that.logProb
        && scoredTokens == that.scoredTokens
        && ended == that.ended;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(tokens) + Double.hashCode(logProb);
  }

  @Override
  public String toString() {
    return Arrays.toString(tokens) + (ended ? " " : "... ") + logProb;
  }

  /**
   * How one token of a hypothesis came about.
   *
   * @param logProb its log-probability
   * @param attention [L], where the decoder looked for it; null without attention
   */
  public record Trace(double logProb, float[] attention) {

    /** The trace of a token in one row of a step. */
    static Trace of(double logProb, float[] attention, int row, int rows) {
      if (attention == null) {
        return new Trace(logProb, null);
      }
      int positions = attention.length / rows;
      return new Trace(
          logProb, Arrays.copyOfRange(attention, row * positions, (row + 1) * positions));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Trace that
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
}
