package org.showtell.app.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.showtell.app.bundle.ModelManifest.KeywordsEntry;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.keywords.ClassWords;
import org.showtell.dataset.keywords.KeywordForms;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.decoder.keywords.DetectorConfig;

/** Reads the text files of a bundle's word detector, checked against each other. */
final class KeywordFiles {
  private KeywordFiles() {}

  /**
   * The parts of a detector.
   *
   * @param weights of it, by name
   * @throws ModelBundleException if a file is missing or does not fit
   */
  static KeywordParts read(
      BundleFiles files, KeywordsEntry entry, DetectorConfig config, Map<String, float[]> weights)
      throws IOException {
    try (InputStream words = open(files, ModelBundle.KEYWORD_LIST)) {
      KeywordVocabulary vocabulary = KeywordVocabulary.read(words);
      return new KeywordParts(
          config,
          weights,
          vocabulary,
          entry.classes() == 0 ? null : classes(files, vocabulary),
          files.has(ModelBundle.KEYWORD_FORMS) ? forms(files, vocabulary) : null,
          entry.threshold());
    } catch (IllegalArgumentException | AnnotationFormatException e) {
      throw new ModelBundleException(files.where() + ": " + e.getMessage(), e);
    }
  }

  private static KeywordForms forms(BundleFiles files, KeywordVocabulary vocabulary)
      throws IOException {
    try (InputStream in = open(files, ModelBundle.KEYWORD_FORMS)) {
      return KeywordForms.read(in, vocabulary);
    }
  }

  private static ClassWords classes(BundleFiles files, KeywordVocabulary vocabulary)
      throws IOException {
    try (InputStream in = open(files, ModelBundle.CLASS_WORDS)) {
      return ClassWords.read(in, vocabulary);
    }
  }

  private static InputStream open(BundleFiles files, String name) throws ModelBundleException {
    return new ByteArrayInputStream(files.get(name));
  }
}
