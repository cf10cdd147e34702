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
  private final double exponent; // the length penalty
  private final List<Hypothesis> finished = new ArrayList<>(); // best first, at most K
  private final double[] gainOfToken; // [V], or empty; asked for thousands of times a step
  private final double mostGain; // of all of them
  private List<LiveRow> live;

  PhotoBeam(
      int photo, GenerationConfig config, TokenConstraints constraints, DetectedWords detected) {
    this.config = config;
    this.constraints = constraints;
    exponent = config.lengths().lengthPenalty();
    ContentRules content = config.constraints().content();
    Map<Integer, Double> gains = content.gains(detected, photo);
    gainOfToken = new double[gains.isEmpty() ? 0 : content.wordOfToken().length];
    for (int token = 0; token < gainOfToken.length; token++) {
      gainOfToken[token] = gains.getOrDefault(content.wordOfToken()[token], 0.0);
    }
    mostGain = gains.values().stream().mapToDouble(Double::doubleValue).sum();
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
   * A continuation: which live sentence, with which token, and the whole sentence's rank so far.
   */
  private record Candidate(double total, int row, int token, float logProb) {}

  /**
   * Grows the live sentences by one token.
   *
   * @param step of all images' rows
   * @param firstRow row of this image's first live sentence
   */
  void advance(CaptionDecoder.Step step, int firstRow, int vocabularySize) {
    if (live.isEmpty()) {
      return;
    }
    float[] logProbs = step.logProbs();
    List<Candidate> candidates = new ArrayList<>(); // best first
    for (int i = 0; i < live.size(); i++) {
      int offset = (firstRow + i) * vocabularySize;
      LiveRow row = live.get(i);
      constraints.apply(logProbs, offset, vocabularySize, row.words());
      double before = row.logProb() + row.bonus();
      for (int token = 0; token < vocabularySize; token++) {
        float logProb = logProbs[offset + token];
        if (logProb > Float.NEGATIVE_INFINITY) {
          offer(candidates, before + logProb + gain(token), i, token, logProb);
        }
      }
    }
    keep(candidates, firstRow, step);
  }

  /**
   * Takes a continuation if it is among the 2 K best so far: K may end the sentence and take no
   * place among the live ones. Ties keep the order in which they came.
   */
  private void offer(List<Candidate> best, double total, int row, int token, float logProb) {
    int capacity = 2 * config.numBeams();
    if (best.size() == capacity) {
      if (total <= best.get(capacity - 1).total) {
        return;
      }
      best.remove(capacity - 1);
    }
    int at = best.size();
    while (at > 0 && best.get(at - 1).total < total) {
      at--;
    }
    best.add(at, new Candidate(total, row, token, logProb));
  }

  /** What a token adds: no content word is said twice, so that none earns twice. */
  private double gain(int token) {
    return gainOfToken.length == 0 ? 0 : gainOfToken[token];
  }

  private void keep(List<Candidate> candidates, int firstRow, CaptionDecoder.Step step) {
    int beams = config.numBeams();
    List<LiveRow> next = new ArrayList<>();
    for (int i = 0; i < candidates.size() && next.size() < beams; i++) {
      Candidate candidate = candidates.get(i);
      int token = candidate.token;
      LiveRow grown =
          live.get(candidate.row)
              .append(token, candidate.logProb, gain(token), firstRow + candidate.row, step);
      if (token == Tokens.END || grown.length() == config.lengths().maxNewTokens()) {
        finish(grown);
      } else {
        next.add(grown);
      }
    }
    List<LiveRow> current = live;
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
    finished.sort(Comparator.comparingDouble((Hypothesis h) -> h.rank(exponent)).reversed());
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
    double worst = finished.get(finished.size() - 1).rank(exponent);
    for (LiveRow row : rows) {
      double most = row.logProb() + mostGain;
      boolean shortest = (exponent > 0) == (most > 0);
      int flattering = 1 + (shortest ? row.length() : config.lengths().maxNewTokens());
      if (most / Math.pow(flattering, exponent) > worst) {
        return true;
      }
    }
    return false;
  }
}
