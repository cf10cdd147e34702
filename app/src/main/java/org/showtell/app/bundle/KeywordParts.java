package org.showtell.app.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.showtell.app.bundle.ModelManifest.KeywordsEntry;
import org.showtell.dataset.AnnotationFormatException;
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
    require(vocabulary.size() == config.words(), "keywords", config.words(), vocabulary.size());
    require(
        classes == null || classes.size() == config.classes(),
        "classes with words",
        config.classes(),
        classes == null ? 0 : classes.size());
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must be in (0, 1), but got " + threshold);
    }
  }

  private static void require(boolean holds, String what, int expected, int found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the detector must have %d %s, but got %d".formatted(expected, what, found));
    }
  }

  /** Reads the text files of a bundle's word detector, checked against each other. */
  static KeywordParts read(
      BundleFiles files, KeywordsEntry entry, DetectorConfig config, Map<String, float[]> weights)
      throws IOException {
    try {
      KeywordVocabulary vocabulary = KeywordVocabulary.read(open(files, ModelBundle.KEYWORD_LIST));
      return new KeywordParts(
          config,
          weights,
          vocabulary,
          entry.classes() == 0
              ? null
              : ClassWords.read(open(files, ModelBundle.CLASS_WORDS), vocabulary),
          files.has(ModelBundle.KEYWORD_FORMS)
              ? KeywordForms.read(open(files, ModelBundle.KEYWORD_FORMS), vocabulary)
              : null,
          entry.threshold());
    } catch (IllegalArgumentException | AnnotationFormatException e) {
      throw new ModelBundleException(files.where() + ": " + e.getMessage(), e);
    }
  }

  private static ByteArrayInputStream open(BundleFiles files, String name)
      throws ModelBundleException {
    return new ByteArrayInputStream(files.get(name));
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
