package org.showtell.app.bundle;

import java.util.Map;
import java.util.Objects;
import org.showtell.dataset.keywords.ClassWords;
import org.showtell.dataset.keywords.KeywordForms;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.keywords.DetectorConfig;

/**
 * What a bundle needs to detect words.
 *
 * @param config what the detector is made of
 * @param weights of the detector, by name
 * @param vocabulary the words, W
 * @param classes which words the encoder's classes stand for; null for an encoder without classes
 * @param forms which words of the captioner stand for which keyword; null without a captioner
 * @param threshold least probability of a keyword that a user is given, in (0, 1)
 */
public record KeywordParts(
    DetectorConfig config,
    Map<String, float[]> weights,
    KeywordVocabulary vocabulary,
    ClassWords classes,
    KeywordForms forms,
    double threshold) {
  /** Checks that the parts belong together. */
  public KeywordParts {
    Objects.requireNonNull(config, "config");
    weights = Map.copyOf(weights);
    if (vocabulary.size() != config.words()) {
      throw new IllegalArgumentException(
          "Expected " + config.words() + " keywords but got " + vocabulary.size());
    }
    if (classes != null && classes.size() != config.classes()) {
      throw new IllegalArgumentException(
          "Expected words of " + config.classes() + " classes but got those of " + classes.size());
    }
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("Expected a threshold in (0, 1) but got " + threshold);
    }
  }

  /** The same with another least probability of a keyword. */
  public KeywordParts withThreshold(double other) {
    return new KeywordParts(config, weights, vocabulary, classes, forms, other);
  }

  /** The same for a captioner of these words. */
  public KeywordParts withForms(Vocabulary words) {
    return new KeywordParts(
        config, weights, vocabulary, classes, KeywordForms.of(words, vocabulary), threshold);
  }
}
