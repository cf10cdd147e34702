package org.showtell.decoder.generation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.Tokens;

/** The beams of one image: its unfinished sentences and the best finished ones. */
final class PhotoBeam {
  private final GenerationConfig config;
  private final TokenConstraints constraints;
  private final Comparator<Hypothesis> byRank;
  private final List<Hypothesis> finished = new ArrayList<>(); // best first, at most K
  private final double[] gainOfToken; // [V], or empty
  private final double mostGain; // of all of them
  private List<LiveRow> live;

  PhotoBeam(
      int photo, GenerationConfig config, TokenConstraints constraints, DetectedWords detected) {
    this.config = config;
    this.constraints = constraints;
    Map<Integer, Double> gains = config.constraints().content().gains(detected, photo);
    gainOfToken = gainOfToken(gains, config.constraints().content().wordOfToken());
    mostGain = gains.values().stream().mapToDouble(Double::doubleValue).sum();
    byRank =
        Comparator.comparingDouble((Hypothesis h) -> h.rank(config.lengths().lengthPenalty()))
            .reversed();
    live = List.of(LiveRow.start(photo));
  }

  List<LiveRow> live() {
    return live;
  }

  /** The hypotheses to return, best first. */
  List<Hypothesis> best() {
    return List.copyOf(finished.subList(0, Math.min(config.numReturnSequences(), finished.size())));
  }

  /**
   * Grows the live sentences by one token.
   *
   * @param step of all images' rows
   * @param firstRow row of this image's first live sentence
   */
  void advance(CaptionDecoder.Step step, int firstRow, int vocabularySize) {
    float[] logProbs = step.logProbs();
    if (live.isEmpty()) {
      return;
    }
    // One more than K: END may be among a row's best and takes no place among the live ones.
    Candidates candidates = new Candidates(2 * config.numBeams());
    for (int i = 0; i < live.size(); i++) {
      int offset = (firstRow + i) * vocabularySize;
      LiveRow row = live.get(i);
      constraints.apply(logProbs, offset, vocabularySize, row.words());
      double total = row.logProb() + row.bonus();
      for (int token = 0; token < vocabularySize; token++) {
        float logProb = logProbs[offset + token];
        if (logProb > Float.NEGATIVE_INFINITY) {
          candidates.offer(total + logProb + gain(token), i, token, logProb);
        }
      }
    }
    keep(candidates, firstRow, step);
  }

  /** What a token adds: no content word is said twice, so that none earns twice. */
  private double gain(int token) {
    return gainOfToken.length == 0 ? 0 : gainOfToken[token];
  }

  /** The gain of each token, [V], which is asked for thousands of times a step; empty for none. */
  private static double[] gainOfToken(Map<Integer, Double> gains, int[] wordOfToken) {
    if (gains.isEmpty()) {
      return new double[0];
    }
    double[] ofToken = new double[wordOfToken.length];
    for (int token = 0; token < ofToken.length; token++) {
      ofToken[token] = gains.getOrDefault(wordOfToken[token], 0.0);
    }
    return ofToken;
  }

  private void keep(Candidates candidates, int firstRow, CaptionDecoder.Step step) {
    int beams = config.numBeams();
    List<LiveRow> next = new ArrayList<>();
    List<LiveRow> current = live;
    for (int i = 0; i < candidates.size() && next.size() < beams; i++) {
      int row = candidates.row(i);
      LiveRow grown =
          current
              .get(row)
              .append(
                  candidates.token(i),
                  candidates.logProb(i),
                  gain(candidates.token(i)),
                  firstRow + row,
                  step);
      if (candidates.token(i) == Tokens.END) {
        finish(grown);
      } else if (grown.length() == config.lengths().maxNewTokens()) {
        finish(grown);
      } else {
        next.add(grown);
      }
    }
    live = finished.size() >= beams && !canImprove(next) ? List.of() : next;
    if (live.isEmpty() && finished.isEmpty()) {
      finishWhatThereIs(current);
    }
  }

  /** Every token was ruled out (a vocabulary of specials, or n-grams used up). */
  private void finishWhatThereIs(List<LiveRow> rows) {
    List<LiveRow> ends =
        rows.stream()
            .map(row -> row.upToAnEnd(config.constraints().content().unfinished()))
            .toList();
    ends.stream().filter(row -> row.length() > 0).forEach(this::finish);
    if (finished.isEmpty()) {
      finish(ends.get(0));
    }
  }

  private void finish(LiveRow row) {
    finished.add(row.hypothesis());
    finished.sort(byRank);
    if (finished.size() > config.numBeams()) {
      finished.remove(finished.size() - 1);
    }
  }

  /**
   * Whether a live sentence could still outrank the worst finished one. Log-probabilities only
   * fall, so the most it can reach is its present sum, with all that words may add, at the length
   * that flatters it most: short where a positive sum is divided by its length, long where a
   * negative one is, and the other way round where a negative exponent multiplies.
   */
  private boolean canImprove(List<LiveRow> rows) {
    double exponent = config.lengths().lengthPenalty();
    double worst = finished.get(finished.size() - 1).rank(exponent);
    for (LiveRow row : rows) {
      double most = row.logProb() + mostGain;
      boolean shortest = (exponent > 0) == (most > 0);
      int flattering = shortest ? row.length() + 1 : config.lengths().maxNewTokens() + 1;
      if (most / Math.pow(flattering, exponent) > worst) {
        return true;
      }
    }
    return false;
  }

  /** The n best continuations offered, best first; ties keep the order in which they came. */
  private static final class Candidates {
    private final double[] totals;
    private final int[] rows;
    private final int[] tokens;
    private final float[] logProbs;
    private int size;

    Candidates(int capacity) {
      totals = new double[capacity];
      rows = new int[capacity];
      tokens = new int[capacity];
      logProbs = new float[capacity];
    }

    /**
     * Takes a continuation if it is among the best so far.
     *
     * @param total log-probability of the whole sentence
     * @param row which live sentence continues
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
}
