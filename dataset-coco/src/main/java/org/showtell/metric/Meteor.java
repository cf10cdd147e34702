package org.showtell.metric;

import java.util.ArrayList;
import java.util.List;
import org.showtell.metric.WordAligner.Alignment.Match;

/**
 * METEOR with exact, stem and synonym matches, written from the papers (Lavie and Agarwal 2007;
 * Denkowski and Lavie 2014, "Meteor Universal") with the parameters for English of version 1.5.
 *
 * <p>It is not equal to the judge's program, for three reasons. There is no table of paraphrases,
 * so phrases that only that table knows do not match. Function words are those of a grammar, see
 * {@link MeteorLexicon}. And the words are the tokens that all scores here use; the judge's METEOR
 * is given the same tokens joined by blanks, but told to normalise them again ({@code -norm}),
 * which may cut some of them further. Compare its values with each other, and with published ones
 * only roughly.
 *
 * <p>The best reference of each image counts, the first one in a tie. For the corpus, as in the
 * judge, the sums of all images are added up before precision, recall and fragmentation are
 * computed; it is no mean of the images' values.
 */
public final class Meteor {
  private Meteor() {}

  /**
   * Scores one image or more, from 0 to 1, in several threads; the result does not depend on their
   * number.
   */
  public static ImageScores compute(List<CaptionComparison> images) {
    try (MeteorLexicon lexicon = MeteorLexicon.open()) {
      return compute(images, lexicon);
    }
  }

  /** The same with a lexicon that stays the caller's: to open one takes longer than a score. */
  static ImageScores compute(List<CaptionComparison> images, MeteorLexicon lexicon) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("images must be at least 1, but got 0");
    }
    List<Statistics> statistics =
        images.parallelStream().map(image -> best(image, lexicon)).toList();
    Statistics corpus = Statistics.NONE;
    List<Double> perImage = new ArrayList<>(images.size());
    for (Statistics image : statistics) {
      corpus = corpus.plus(image);
      perImage.add(image.score());
    }
    return new ImageScores(corpus.score(), perImage);
  }

  private static Statistics best(CaptionComparison image, MeteorLexicon lexicon) {
    List<MeteorWord> candidate = lexicon.words(image.candidate());
    Statistics best = null;
    for (List<String> tokens : image.references()) {
      List<MeteorWord> reference = lexicon.words(tokens);
      Statistics found =
          Statistics.of(candidate, reference, WordAligner.align(candidate, reference));
      if (best == null || found.score() > best.score()) {
        best = found;
      }
    }
    return best;
  }

  /**
   * The sums that METEOR is computed from, of one sentence or of a corpus: matched words by stage
   * and kind, and all words by kind.
   *
   * <p>Denkowski and Lavie 2014, "Meteor Universal", section 2, with the parameters tuned for
   * English in version 1.5. Where matches cover one word on each side, as here, the number of
   * matched words averaged over both sides is the number of matches.
   */
  record Statistics(
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

    static final Statistics NONE = new Statistics(0, 0, 0, 0, 0, 0);

    static Statistics of(
        List<MeteorWord> candidate, List<MeteorWord> reference, WordAligner.Alignment alignment) {
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
      return new Statistics(
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

    Statistics plus(Statistics other) {
      return new Statistics(
          candidateMatches + other.candidateMatches,
          referenceMatches + other.referenceMatches,
          candidateLength + other.candidateLength,
          referenceLength + other.referenceLength,
          matches + other.matches,
          chunks + other.chunks);
    }

    /** The score, from 0 to 1. */
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
}
