package org.showtell.decoder.generation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.Tokens;

/**
 * The beams of one image: its unfinished sentences, K whatever they say and more that name objects
 * ({@link ObjectEvidence}), and the best finished ones.
 */
final class PhotoBeam {
  private final GenerationConfig config;
  private final TokenConstraints constraints;
  private final double exponent; // the length penalty
  private final List<Hypothesis> finished = new ArrayList<>(); // best first, at most K
  private final double[] gainOfToken; // [V], or empty; asked for thousands of times a step
  private final double mostGain; // of all of them
  private final ObjectEvidence evidence;
  private final Hypothesis[] naming; // the best finished one that names each followed object
  private List<LiveRow> live;
  private int free = 1; // the first of them: K at most, whatever they say

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
    evidence = new ObjectEvidence(content, detected, photo);
    naming = new Hypothesis[evidence.followed() + 1];
    mostGain = gains.values().stream().mapToDouble(Double::doubleValue).sum();
    live = List.of(LiveRow.start(photo));
  }

  List<LiveRow> live() {
    return live;
  }

  /**
   * The hypotheses to return, best first. The best one that names a followed object takes the first
   * place if its rank with the evidence for and against all its objects is higher.
   */
  List<Hypothesis> best() {
    Set<Hypothesis> best = new LinkedHashSet<>();
    Hypothesis first = finished.get(0);
    for (int object = 1; object < naming.length; object++) {
      Hypothesis other = naming[object];
      if (other != null && supportedRank(other) > supportedRank(first)) {
        first = other;
      }
    }
    best.add(first);
    best.addAll(finished);
    return best.stream().limit(config.numReturnSequences()).toList();
  }

  private double supportedRank(Hypothesis hypothesis) {
    return hypothesis.rank(exponent) + evidence.of(hypothesis.tokens());
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
    List<List<Candidate>> candidates = new ArrayList<>(); // of all, and for each object; best first
    for (int object = 0; object <= evidence.followed(); object++) {
      candidates.add(new ArrayList<>());
    }
    for (int i = 0; i < live.size(); i++) {
      int offset = (firstRow + i) * vocabularySize;
      LiveRow row = live.get(i);
      constraints.apply(logProbs, offset, vocabularySize, row.words());
      if (i < free) {
        offerAll(candidates.get(0), i, logProbs, offset, vocabularySize);
      }
      if (row.object() > 0) {
        offerAll(candidates.get(row.object()), i, logProbs, offset, vocabularySize);
      } else {
        for (int token : evidence.tokens()) {
          double total = total(row, logProbs[offset + token], token);
          if (total > Double.NEGATIVE_INFINITY) {
            offer(
                candidates.get(evidence.object(token)), total, i, token, logProbs[offset + token]);
          }
        }
      }
    }
    keep(candidates, firstRow, step);
  }

  /**
   * Offers all tokens that are not ruled out as continuations of a row. Nearly all of the thousands
   * are below the least that is taken, which is looked up only after one is not.
   */
  private void offerAll(
      List<Candidate> best, int row, float[] logProbs, int offset, int vocabularySize) {
    LiveRow continued = live.get(row);
    double before = continued.logProb() + continued.bonus();
    boolean gains = gainOfToken.length > 0;
    double least = least(best);
    for (int token = 0; token < vocabularySize; token++) {
      double total = before + logProbs[offset + token];
      if (gains) {
        total += gainOfToken[token];
      }
      if (total > least) {
        offer(best, total, row, token, logProbs[offset + token]);
        least = least(best);
      }
    }
  }

  private double total(LiveRow row, float logProb, int token) {
    return row.logProb() + row.bonus() + logProb + gain(token);
  }

  /** What a continuation must exceed to be taken; -inf while there is room. */
  private double least(List<Candidate> best) {
    int capacity = 3 * config.numBeams();
    return best.size() < capacity ? Double.NEGATIVE_INFINITY : best.get(capacity - 1).total;
  }

  /**
   * Takes a continuation if it is among the 3 K best so far: K may end the sentence and take no
   * place among the live ones, and K may be kept already. Ties keep the order in which they came.
   */
  private void offer(List<Candidate> best, double total, int row, int token, float logProb) {
    if (total <= least(best)) {
      return;
    }
    if (best.size() == 3 * config.numBeams()) {
      best.remove(best.size() - 1);
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

  /** Keeps K continuations, and for each followed object enough that K in all say it. */
  private void keep(List<List<Candidate>> candidates, int firstRow, CaptionDecoder.Step step) {
    int beams = config.numBeams();
    Set<Candidate> kept = new LinkedHashSet<>();
    List<LiveRow> next = new ArrayList<>();
    for (int object = 0; object < candidates.size(); object++) {
      int said = object;
      int room = beams;
      if (said > 0) {
        room -= (int) next.stream().filter(row -> row.object() == said).count();
      }
      for (Candidate candidate : candidates.get(object)) {
        if (room <= 0) {
          break;
        }
        if (kept.add(candidate)) {
          LiveRow grown = grown(candidate, firstRow, step);
          if (candidate.token == Tokens.END || grown.length() == config.lengths().maxNewTokens()) {
            finish(grown, object == 0);
          } else {
            next.add(grown);
            room--;
          }
        }
      }
      if (object == 0) {
        free = next.size();
      }
    }
    List<LiveRow> current = live;
    live = withoutHopeless(next);
    if (live.isEmpty() && finished.isEmpty()) {
      finishWhatThereIs(current);
    }
  }

  private LiveRow grown(Candidate candidate, int firstRow, CaptionDecoder.Step step) {
    int token = candidate.token;
    int row = firstRow + candidate.row;
    return live.get(candidate.row)
        .append(token, candidate.logProb, gain(token), evidence.object(token), row, step);
  }

  /** Every token was ruled out (a vocabulary of specials, or n-grams used up). */
  private void finishWhatThereIs(List<LiveRow> rows) {
    List<LiveRow> ends =
        rows.stream()
            .map(row -> row.upToAnEnd(config.constraints().content().unfinished()))
            .toList();
    ends.stream().filter(row -> row.length() > 0).forEach(row -> finish(row, true));
    if (finished.isEmpty()) {
      finish(ends.get(0), true);
    }
  }

  /** Of a sentence that names a followed object, the best counts wherever it comes from. */
  private void finish(LiveRow row, boolean free) {
    Hypothesis sentence = row.hypothesis();
    Hypothesis best = naming[row.object()];
    if (row.object() > 0 && (best == null || sentence.rank(exponent) > best.rank(exponent))) {
      naming[row.object()] = sentence;
    }
    if (free) {
      finished.add(sentence);
      finished.sort(Comparator.comparingDouble((Hypothesis h) -> h.rank(exponent)).reversed());
      if (finished.size() > config.numBeams()) {
        finished.remove(finished.size() - 1);
      }
    }
  }

  /**
   * The free rows while one can improve the finished ones, and each follower that can still win.
   */
  private List<LiveRow> withoutHopeless(List<LiveRow> rows) {
    List<LiveRow> freeRows = rows.subList(0, free);
    int wanted = config.numReturnSequences();
    boolean done =
        finished.size() >= wanted
            && freeRows.stream().noneMatch(row -> canReach(row, finished.get(wanted - 1)));
    List<LiveRow> kept = new ArrayList<>(done ? List.of() : freeRows);
    for (LiveRow row : rows.subList(free, rows.size())) {
      if (naming[row.object()] == null || canReach(row, naming[row.object()])) {
        kept.add(row);
      }
    }
    free = done ? 0 : free;
    return kept;
  }

  /**
   * Whether a live sentence could still outrank a finished one. Log-probabilities only fall, so the
   * most it can reach is its present sum, with all that words may add, at the length that flatters
   * it most: short where a positive sum is divided by its length, long where a negative one is, and
   * the other way round where a negative exponent multiplies.
   */
  private boolean canReach(LiveRow row, Hypothesis other) {
    double most = row.logProb() + mostGain;
    boolean shortest = (exponent > 0) == (most > 0);
    int flattering = 1 + (shortest ? row.length() : config.lengths().maxNewTokens());
    return most / Math.pow(flattering, exponent) > other.rank(exponent);
  }
}
