package org.showtell.app.training.keywords;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.showtell.app.evaluation.KeywordScores;

/**
 * The least probability of a keyword that users are given: the least one at which at least 85 % of
 * the keywords given are words that people used, on each of the dev sets.
 *
 * @param value in (0, 1)
 * @param note how it came about, for a person
 */
public record KeywordThreshold(double value, String note) {
  /** Where there is too little to choose by. */
  static final double USUAL = 0.5;

  private static final double RIGHT = 0.85;
  private static final int LEAST_IMAGES = 20;
  private static final int FIRST_HUNDREDTH = 5;
  private static final int LAST_HUNDREDTH = 95;

  /**
   * Chooses from 0.05, 0.06 and so on to 0.95. A dev set of fewer than 20 images has no say; where
   * no threshold is good enough it is the one that is best on the worst dev set.
   *
   * @param devSets scores of the detector on each
   */
  public static KeywordThreshold choose(List<KeywordScores> devSets) {
    List<KeywordScores> large =
        devSets.stream().filter(scores -> scores.size() >= LEAST_IMAGES).toList();
    if (large.isEmpty()) {
      return new KeywordThreshold(
          USUAL,
          String.format(
              Locale.ROOT,
              "keywords from a probability of %.2f: dev has fewer than %d images to choose by",
              USUAL,
              LEAST_IMAGES));
    }
    double best = USUAL;
    double most = 0;
    for (int hundredth = FIRST_HUNDREDTH; hundredth <= LAST_HUNDREDTH; hundredth++) {
      double threshold = hundredth / 100.0;
      double right = worst(large, threshold);
      if (right > most) {
        most = right;
        best = threshold;
      }
      if (right >= RIGHT) {
        break;
      }
    }
    return new KeywordThreshold(best, note(large, best, most));
  }

  private static double worst(List<KeywordScores> devSets, double threshold) {
    return devSets.stream()
        .mapToDouble(scores -> scores.at(threshold).precision())
        .min()
        .orElseThrow();
  }

  private static String note(List<KeywordScores> devSets, double threshold, double right) {
    List<String> each = new ArrayList<>();
    for (KeywordScores scores : devSets) {
      KeywordScores.Counts counts = scores.at(threshold);
      each.add(
          String.format(
              Locale.ROOT, "%.1f %%, %.2f an image", 100 * counts.precision(), counts.perImage()));
    }
    return String.format(
        Locale.ROOT,
        "keywords from a probability of %.2f: of those given on dev people used %s%s",
        threshold,
        String.join("; ", each),
        right >= RIGHT
            ? ""
            : String.format(Locale.ROOT, " (no threshold reaches %.0f %%)", 100 * RIGHT));
  }
}
