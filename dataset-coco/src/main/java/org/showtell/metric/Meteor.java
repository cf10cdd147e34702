package org.showtell.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * METEOR with exact, stem and synonym matches, written from the papers (Lavie and Agarwal 2007;
 * Denkowski and Lavie 2014, "Meteor Universal") with the parameters for English of version 1.5.
 *
 * <p>It is not equal to the judge's program, for three reasons. There is no table of paraphrases,
 * so phrases that only that table knows do not match. Function words are those of a grammar, see
 * {@link FunctionWords}. And the words are the tokens that all scores here use; the judge's METEOR
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
   * Images are scored by several threads; the result does not depend on their number.
   *
   * @param images candidate and references of each image
   * @return each image's value and the corpus', from 0 to 1
   * @throws IllegalArgumentException if there is no image
   * @throws IllegalStateException if WordNet is missing from the class path
   */
  public static ImageScores compute(List<CaptionComparison> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("METEOR needs one image or more, received none");
    }
    try (MeteorLexicon lexicon = MeteorLexicon.open()) {
      List<MeteorStatistics> statistics =
          images.parallelStream().map(image -> best(image, lexicon)).toList();
      MeteorStatistics corpus = MeteorStatistics.NONE;
      List<Double> perImage = new ArrayList<>(images.size());
      for (MeteorStatistics image : statistics) {
        corpus = corpus.plus(image);
        perImage.add(image.score());
      }
      return new ImageScores(corpus.score(), perImage);
    }
  }

  private static MeteorStatistics best(CaptionComparison image, MeteorLexicon lexicon) {
    List<MeteorWord> candidate = lexicon.words(image.candidate());
    MeteorStatistics best = null;
    for (List<String> tokens : image.references()) {
      List<MeteorWord> reference = lexicon.words(tokens);
      MeteorStatistics found =
          MeteorStatistics.of(candidate, reference, WordAligner.align(candidate, reference));
      if (best == null || found.score() > best.score()) {
        best = found;
      }
    }
    return best;
  }
}
