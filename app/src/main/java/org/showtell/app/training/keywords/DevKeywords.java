package org.showtell.app.training.keywords;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.evaluation.KeywordScores;
import org.showtell.app.training.CachedFeatures;
import org.showtell.app.training.RunProvenance;
import org.showtell.dataset.CaptionDataset;

/** A trained word detector on dev: its scores on each data set, and the threshold to use it at. */
public final class DevKeywords {
  /** Where dev is too small to choose by. */
  static final double USUAL_THRESHOLD = 0.5;

  private static final double PRECISION = 0.85;
  private static final int LEAST_IMAGES = 20;
  private static final int FIRST_HUNDREDTH = 5;
  private static final int LAST_HUNDREDTH = 95;

  private final List<String> names;
  private final List<KeywordScores> scores = new ArrayList<>();

  /**
   * Detects the words of all images.
   *
   * @param dev the data sets as one
   * @param dataSets what each is called
   * @param features grids
   */
  public DevKeywords(
      CaptionDataset dev, List<String> dataSets, CachedFeatures features, KeywordParts parts) {
    names = RunProvenance.brief(dataSets);
    try (PhotoWords detection = new PhotoWords(parts, features.classifier())) {
      KeywordScores all = KeywordScores.of(dev.examples(), features.dev(), detection);
      for (int set = 0; set < names.size(); set++) {
        int part = set;
        scores.add(
            names.size() == 1
                ? all
                : all.where(image -> dev.images().part(dev.examples().get(image).file()) == part));
      }
    }
  }

  /** The scores of each data set, by its name. */
  Map<String, Map<String, Number>> named(double threshold) {
    Map<String, Map<String, Number>> named = new LinkedHashMap<>();
    for (int set = 0; set < names.size(); set++) {
      named.put(names.get(set), scores.get(set).named(threshold));
    }
    return named;
  }

  /** The threshold that these scores suggest. */
  public Threshold threshold() {
    return threshold(scores);
  }

  /**
   * The least probability of a keyword that users are given.
   *
   * @param value in (0, 1)
   * @param note how it came about, for a person
   */
  public record Threshold(double value, String note) {}

  /**
   * The least of 0.05, 0.06 ... 0.95 at which 85 % of the keywords are words that people used, on
   * each dev set of at least 20 images; where none is, the one that is best on the worst dev set.
   */
  static Threshold threshold(List<KeywordScores> devSets) {
    List<KeywordScores> large =
        devSets.stream().filter(scores -> scores.size() >= LEAST_IMAGES).toList();
    if (large.isEmpty()) {
      return new Threshold(
          USUAL_THRESHOLD,
          String.format(
              Locale.ROOT,
              "keywords from a probability of %.2f: dev has fewer than %d images to choose by",
              USUAL_THRESHOLD,
              LEAST_IMAGES));
    }
    double best = USUAL_THRESHOLD;
    double most = 0;
    for (int hundredth = FIRST_HUNDREDTH;
        hundredth <= LAST_HUNDREDTH && most < PRECISION;
        hundredth++) {
      double threshold = hundredth / 100.0;
      double precision =
          large.stream().mapToDouble(set -> set.at(threshold).precision()).min().orElseThrow();
      if (precision > most) {
        most = precision;
        best = threshold;
      }
    }
    return new Threshold(best, note(large, best, most));
  }

  private static String note(List<KeywordScores> devSets, double threshold, double precision) {
    String each =
        devSets.stream()
            .map(
                set -> {
                  KeywordScores.Counts counts = set.at(threshold);
                  return String.format(
                      Locale.ROOT,
                      "%.1f %%, %.2f an image",
                      100 * counts.precision(),
                      counts.perImage());
                })
            .collect(Collectors.joining("; "));
    return String.format(
            Locale.ROOT,
            "keywords from a probability of %.2f: of those given on dev people used %s",
            threshold,
            each)
        + (precision >= PRECISION
            ? ""
            : String.format(Locale.ROOT, " (no threshold reaches %.0f %%)", 100 * PRECISION));
  }
}
