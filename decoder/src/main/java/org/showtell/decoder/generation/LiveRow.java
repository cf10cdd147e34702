package org.showtell.decoder.generation;

import java.util.List;
import java.util.Set;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.Tokens;

/**
 * A sentence that still grows: a node that points to the sentence without its last token, so that
 * beams share their beginnings.
 *
 * @param photo which image of the batch it is about
 * @param before the sentence without the last token; null for START alone
 * @param token the last token
 * @param length words so far
 * @param logProb sum of log-probabilities
 * @param bonus what its detected words add to its rank
 * @param object number of the first followed object that it says, see {@link ObjectEvidence}; else
 *     0
 * @param parentRow row of the decoder's state that this one continues
 * @param trace how the last token came about; null for START
 */
record LiveRow(
    int photo,
    LiveRow before,
    int token,
    int length,
    double logProb,
    double bonus,
    int object,
    int parentRow,
    Hypothesis.Trace trace) {

  static LiveRow start(int photo) {
    return new LiveRow(photo, null, Tokens.START, 0, 0, 0, 0, photo, null);
  }

  /** The sentence with one more token: {@code row} is of the step that gave it. */
  LiveRow append(int next, double nextLogProb, int row, CaptionDecoder.Step step) {
    return append(next, nextLogProb, 0, 0, row, step);
  }

  /**
   * The sentence with one more token.
   *
   * @param gain what the token adds to the rank beside its log-probability
   * @param said number of the followed object that the token says, or 0
   * @param row of the step that gave it
   */
  LiveRow append(
      int next, double nextLogProb, double gain, int said, int row, CaptionDecoder.Step step) {
    int words = next == Tokens.END ? length : length + 1;
    Hypothesis.Trace grown =
        Hypothesis.Trace.of(nextLogProb, step.attention(), row, step.state().rows());
    int first = object > 0 ? object : said;
    return new LiveRow(
        photo, this, next, words, logProb + nextLogProb, bonus + gain, first, row, grown);
  }

  /** The longest beginning that does not end with one of these tokens. */
  LiveRow upToAnEnd(Set<Integer> unfinished) {
    LiveRow row = this;
    while (row.length > 0 && unfinished.contains(row.token)) {
      row = row.before;
    }
    return row;
  }

  /** The words, without START and END. */
  int[] words() {
    int[] words = new int[length];
    int at = length;
    for (LiveRow node = this; node.before != null; node = node.before) {
      if (node.token != Tokens.END) {
        words[--at] = node.token;
      }
    }
    return words;
  }

  Hypothesis hypothesis() {
    boolean ended = token == Tokens.END;
    Hypothesis.Trace[] traces = new Hypothesis.Trace[length];
    int at = length;
    for (LiveRow node = this; node.before != null; node = node.before) {
      if (node.token != Tokens.END) {
        traces[--at] = node.trace;
      }
    }
    return new Hypothesis(
        words(), logProb, ended ? length + 1 : length, ended, List.of(traces), bonus);
  }

  static int[] tokens(List<LiveRow> rows) {
    return rows.stream().mapToInt(LiveRow::token).toArray();
  }

  static int[] parents(List<LiveRow> rows) {
    return rows.stream().mapToInt(LiveRow::parentRow).toArray();
  }
}
