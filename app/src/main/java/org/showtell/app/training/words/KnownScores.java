package org.showtell.app.training.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.showtell.app.model.KeywordParts;
import org.showtell.app.model.PhotoWords;
import org.showtell.app.pipeline.DatasetFeatures;
import org.showtell.decoder.training.FeatureSource;
import org.showtell.encoder.weights.SafetensorsFile;

/**
 * The word scores of images that an answering network learns from: those that were kept when the
 * detector learnt, by detectors that did not learn from the image; else the detector's own.
 */
public final class KnownScores {

  private final Map<String, float[]> kept = new HashMap<>();
  private final PhotoWords detection;

  /**
   * Scores by this detection, and what is kept beside the features.
   *
   * @param folder of the features
   * @param encoder hash of the encoder that gave them
   */
  public KnownScores(Path folder, KeywordParts parts, PhotoWords detection, String encoder)
      throws IOException {
    this.detection = detection;
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
        }
      }
    }
  }

  /**
   * The vectors that an answering network reads, {@link PhotoWords#vector}.
   *
   * @param features grids
   */
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
}
