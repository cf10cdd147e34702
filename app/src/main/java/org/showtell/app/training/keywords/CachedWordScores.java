package org.showtell.app.training.keywords;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.PhotoWords;
import org.showtell.app.features.DatasetFeatures;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.training.DetectionNoise;
import org.showtell.encoder.weights.SafetensorsFile;

/**
 * The word scores of the images that an answering network is trained on: those in a {@link
 * WordStore}, by detectors that were not trained on the image; else the detector's own.
 */
public final class CachedWordScores {

  /** Detected words of a sentence at most: an answering network sees them all. */
  private static final int SENTENCE_SLOTS = 16;

  private final Map<String, float[]> kept = new HashMap<>();
  private final PhotoWords detection;
  private final KeywordVocabulary vocabulary; // the detection may be closed before sentences come
  private final Path folder;
  private DetectionNoise noise; // null where no store is

  /**
   * Reads what is kept beside the features.
   *
   * @param folder of the features
   * @param encoder hash of the encoder that gave them
   */
  public CachedWordScores(Path folder, KeywordParts parts, PhotoWords detection, String encoder)
      throws IOException {
    this.detection = detection;
    this.folder = folder;
    vocabulary = parts.vocabulary();
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(WordStore::isStore).sorted().toList();
    }
    for (Path file : files) {
      try (SafetensorsFile store = SafetensorsFile.open(file)) {
        if (WordStore.isOf(store, parts.vocabulary(), encoder)) {
          kept.putAll(WordStore.scores(store, file, parts.vocabulary().size()));
          noise = WordStore.noise(store, SENTENCE_SLOTS);
        }
      }
    }
  }

  /** The vectors that an answering network reads, {@link PhotoWords#vector}, from grids. */
  public FeatureSource vectors(DatasetFeatures features) {
    float[][] vectors = new float[features.images()][];
    float[] grid = new float[features.length()];
    for (int image = 0; image < vectors.length; image++) {
      if (features.has(image)) {
        features.copy(image, grid, 0);
        float[] known = kept.get(WordStore.shortened(features.content(image)));
        vectors[image] =
            PhotoWords.vector(
                grid, features.size(), known == null ? detection.scores(grid) : known);
      }
    }
    return FeatureSource.ofVectors(vectors);
  }

  /**
   * Sentences need the detector's mistakes, to look as if it had found their words.
   *
   * @throws IllegalArgumentException if they are not known
   */
  public void requireMistakes() {
    if (noise == null) {
      throw new IllegalArgumentException(
          ("features must hold the word detector's scores of its training images, but got none in"
                  + " %s; name the folder of features that the captioner was trained with, or leave"
                  + " out the sentences")
              .formatted(folder));
    }
  }

  /** Images' vectors, and behind them those of sentences, given as their words. */
  public FeatureSource withSentences(
      FeatureSource vectors, List<List<String>> sentences, long seed) {
    requireMistakes();
    List<int[]> keywords =
        sentences.stream().map(words -> WordLearning.keywords(words, vocabulary)).toList();
    return new SentenceVectors(vectors, vocabulary.size(), keywords, noise, PhotoWords.SHOWN, seed);
  }
}
