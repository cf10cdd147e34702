package org.showtell.app.evaluation;

import java.util.stream.IntStream;

/**
 * How well scores rank what is right before what is not: the mean, over all that is right, of the
 * share of right ones among those that are ranked as high or higher. 1 for a perfect ranking; about
 * the share of right ones for a blind one.
 */
final class AveragePrecision {
  private AveragePrecision() {}

  /**
   * The average precision of one ranking.
   *
   * @param scores the higher the better; of equals the earlier ranks higher
   * @param right which ones are
   * @return in [0, 1]; NaN if none is right
   */
  static double of(float[] scores, boolean[] right) {
    int[] ranked =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Float.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    int found = 0;
    double sum = 0;
    for (int rank = 0; rank < ranked.length; rank++) {
      if (right[ranked[rank]]) {
        found++;
        sum += (double) found / (rank + 1);
      }
    }
    return found == 0 ? Double.NaN : sum / found;
  }
}
