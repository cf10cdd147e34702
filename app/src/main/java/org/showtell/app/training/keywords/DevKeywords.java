package org.showtell.app.training.keywords;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.evaluation.KeywordScores;
import org.showtell.app.training.DataName;
import org.showtell.dataset.CaptionDataset;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.encoder.ImageClassifier;

/** Keywords of dev by a detector that has learnt: their scores on each data set. */
public final class DevKeywords {
  private final List<String> names;
  private final List<KeywordScores> scores = new ArrayList<>();

  /**
   * Detects the words of all images.
   *
   * @param dev the data sets as one
   * @param dataSets what {@code --dev} named
   * @param features of dev, grids
   * @param classifier of the encoder that gave them
   */
  public DevKeywords(
      CaptionDataset dev,
      List<String> dataSets,
      FeatureSource features,
      KeywordParts parts,
      Optional<ImageClassifier> classifier) {
    names = DataName.brief(dataSets);
    try (PhotoWords detection = new PhotoWords(parts, classifier)) {
      KeywordScores all = KeywordScores.of(dev.examples(), features, detection);
      for (int set = 0; set < names.size(); set++) {
        int part = set;
        scores.add(
            names.size() == 1
                ? all
                : all.where(image -> dev.images().part(dev.examples().get(image).file()) == part));
      }
    }
  }

  /** The threshold that they suggest. */
  public KeywordThreshold threshold() {
    return KeywordThreshold.choose(scores);
  }

  /** The scores of each data set, by its name. */
  Map<String, Map<String, Number>> named(double threshold) {
    Map<String, Map<String, Number>> named = new LinkedHashMap<>();
    for (int set = 0; set < names.size(); set++) {
      named.put(names.get(set), scores.get(set).named(threshold));
    }
    return named;
  }
}
