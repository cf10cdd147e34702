package org.showtell.metric;

import java.util.List;
import org.showtell.metric.WordAlignment.Match;

/**
 * The sums that METEOR is computed from, of one sentence or of a corpus.
 *
 * <p>Denkowski and Lavie 2014, "Meteor Universal", section 2, with the parameters tuned for English
 * in version 1.5. Where matches cover one word on each side, as here, the number of matched words
 * averaged over both sides is the number of matches.
 *
 * @param candidateMatches matched words of the candidate, by stage and kind of word
 * @param referenceMatches the same of the reference
 * @param candidateLength words of the candidate, weighted by kind
 * @param referenceLength the same of the reference
 * @param matches number of matches
 * @param chunks number of chunks
 */
record MeteorStatistics(
    double candidateMatches,
    double referenceMatches,
    double candidateLength,
    double referenceLength,
    long matches,
    long chunks) {
  private static final double ALPHA = 0.85;
  private static final double BETA = 0.2;
  private static final double GAMMA = 0.6;
  private static final double DELTA = 0.75;

  static final MeteorStatistics NONE = new MeteorStatistics(0, 0, 0, 0, 0, 0);

  static MeteorStatistics of(
      List<MeteorWord> candidate, List<MeteorWord> reference, WordAlignment alignment) {
    double candidateMatches = 0;
    double referenceMatches = 0;
    for (Match match : alignment.matches()) {
      double weight = match.stage().weight();
      candidateMatches += weight * weight(candidate.get(match.candidate()));
      referenceMatches += weight * weight(reference.get(match.reference()));
    }
    int matches = alignment.matches().size();
    // A sentence that is the reference word for word is in no pieces: the judge scores it 1.
    boolean whole =
        matches == candidate.size() && matches == reference.size() && alignment.chunks() == 1;
    return new MeteorStatistics(
        candidateMatches,
        referenceMatches,
        length(candidate),
        length(reference),
        matches,
        whole ? 0 : alignment.chunks());
  }

  private static double length(List<MeteorWord> words) {
    double length = 0;
    for (MeteorWord word : words) {
      length += weight(word);
    }
    return length;
  }

  private static double weight(MeteorWord word) {
    return word.isFunctionWord() ? 1 - DELTA : DELTA;
  }

  MeteorStatistics plus(MeteorStatistics other) {
    return new MeteorStatistics(
        candidateMatches + other.candidateMatches,
        referenceMatches + other.referenceMatches,
        candidateLength + other.candidateLength,
        referenceLength + other.referenceLength,
        matches + other.matches,
        chunks + other.chunks);
  }

  /**
   * @return the score, from 0 to 1
   */
  double score() {
    if (matches == 0) {
      return 0;
    }
    double precision = candidateMatches / candidateLength;
    double recall = referenceMatches / referenceLength;
    double mean = precision * recall / (ALPHA * precision + (1 - ALPHA) * recall);
    double penalty = GAMMA * Math.pow((double) chunks / matches, BETA);
    return (1 - penalty) * mean;
  }
}
