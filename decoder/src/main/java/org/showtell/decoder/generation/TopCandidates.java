package org.showtell.decoder.generation;

/** The n best continuations offered, best first; ties keep the order in which they came. */
final class TopCandidates {
  private final double[] totals;
  private final int[] rows;
  private final int[] tokens;
  private final float[] logProbs;
  private int size;

  TopCandidates(int capacity) {
    totals = new double[capacity];
    rows = new int[capacity];
    tokens = new int[capacity];
    logProbs = new float[capacity];
  }

  /**
   * Takes a continuation if it is among the best so far.
   *
   * @param total log-probability of the whole sentence
   * @param row which live sentence goes on
   * @param token with which token
   * @param logProb of that token
   */
  void offer(double total, int row, int token, float logProb) {
    if (size == totals.length && total <= totals[size - 1]) {
      return;
    }
    int at = size < totals.length ? size++ : size - 1;
    while (at > 0 && totals[at - 1] < total) {
      totals[at] = totals[at - 1];
      rows[at] = rows[at - 1];
      tokens[at] = tokens[at - 1];
      logProbs[at] = logProbs[at - 1];
      at--;
    }
    totals[at] = total;
    rows[at] = row;
    tokens[at] = token;
    logProbs[at] = logProb;
  }

  int size() {
    return size;
  }

  int row(int i) {
    return rows[i];
  }

  int token(int i) {
    return tokens[i];
  }

  float logProb(int i) {
    return logProbs[i];
  }
}
