package org.showtell.decoder.generation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.showtell.decoder.DecoderStep;
import org.showtell.decoder.Tokens;

/** The beams of one photo: its unfinished sentences and the best finished ones. */
final class PhotoBeam {
  private final GenerationConfig config;
  private final TokenConstraints constraints;
  private final Comparator<Hypothesis> byRank;
  private final List<Hypothesis> finished = new ArrayList<>(); // best first, at most K
  private List<LiveRow> live;

  PhotoBeam(int photo, GenerationConfig config) {
    this.config = config;
    constraints = new TokenConstraints(config);
    byRank =
        Comparator.comparingDouble((Hypothesis h) -> h.rank(config.lengthPenalty())).reversed();
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
   * @param step of all photos' rows
   * @param firstRow row of this photo's first live sentence
   */
  void advance(DecoderStep step, int firstRow, int vocabularySize) {
    float[] logProbs = step.logProbs();
    if (live.isEmpty()) {
      return;
    }
    // One more than K: END may be among a row's best and takes no place among the live ones.
    TopCandidates candidates = new TopCandidates(2 * config.numBeams());
    for (int i = 0; i < live.size(); i++) {
      int offset = (firstRow + i) * vocabularySize;
      LiveRow row = live.get(i);
      constraints.apply(logProbs, offset, vocabularySize, row.words());
      for (int token = 0; token < vocabularySize; token++) {
        float logProb = logProbs[offset + token];
        if (logProb > Float.NEGATIVE_INFINITY) {
          candidates.offer(row.logProb() + logProb, i, token, logProb);
        }
      }
    }
    keep(candidates, firstRow, step);
  }

  private void keep(TopCandidates candidates, int firstRow, DecoderStep step) {
    int beams = config.numBeams();
    List<LiveRow> next = new ArrayList<>();
    List<LiveRow> current = live;
    for (int i = 0; i < candidates.size() && next.size() < beams; i++) {
      int row = candidates.row(i);
      LiveRow grown =
          current.get(row).append(candidates.token(i), candidates.logProb(i), firstRow + row, step);
      if (candidates.token(i) == Tokens.END) {
        finish(grown);
      } else if (grown.length() == config.maxNewTokens()) {
        finish(grown);
      } else {
        next.add(grown);
      }
    }
    live = finished.size() >= beams && !canImprove(next) ? List.of() : next;
    if (live.isEmpty() && finished.isEmpty()) {
      // Every token was ruled out (a vocabulary of specials, or n-grams used up): what there is
      // ends.
      current.forEach(this::finish);
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
   * fall, so the most it can reach is its present sum at the length that flatters it most.
   */
  private boolean canImprove(List<LiveRow> rows) {
    double exponent = config.lengthPenalty();
    double worst = finished.get(finished.size() - 1).rank(exponent);
    for (LiveRow row : rows) {
      int length = exponent > 0 ? config.maxNewTokens() + 1 : row.length() + 1;
      if (row.logProb() / Math.pow(length, exponent) > worst) {
        return true;
      }
    }
    return false;
  }
}
