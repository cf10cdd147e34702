package org.showtell.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.generation.CaptionSearch;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;

/**
 * The captions of images whose features are there, searched for in batches: [B, L, D] of up to 32
 * images at a time, so that memory does not grow with their number.
 */
public final class FeatureCaptions {
  private static final int BATCH = 32;

  private FeatureCaptions() {}

  /**
   * The best caption of each image that has features.
   *
   * @param decoder whose D is that of the features; the caller's
   * @param features of N images, [L, D] each
   * @param config how sentences are searched for
   * @param found told of each caption and the number of its image, in the order of the images
   * @throws IllegalArgumentException if the features' D is not the decoder's
   * @throws java.io.UncheckedIOException if features on a disk cannot be read
   */
  public static void forEach(
      CaptionDecoder decoder,
      FeatureSource features,
      GenerationConfig config,
      ObjIntConsumer<Hypothesis> found) {
    CaptionSearch search = CaptionSearch.of(config);
    List<Integer> batch = new ArrayList<>();
    for (int i = 0; i < features.images(); i++) {
      if (features.has(i)) {
        batch.add(i);
      }
      if (batch.size() == BATCH || i == features.images() - 1 && !batch.isEmpty()) {
        List<List<Hypothesis>> captions = search.search(decoder, memory(features, batch));
        for (int row = 0; row < batch.size(); row++) {
          found.accept(captions.get(row).get(0), batch.get(row));
        }
        batch.clear();
      }
    }
  }

  private static VisualMemory memory(FeatureSource features, List<Integer> rows) {
    int length = features.length();
    float[] values = new float[rows.size() * length];
    for (int row = 0; row < rows.size(); row++) {
      features.copy(rows.get(row), values, row * length);
    }
    return new VisualMemory(
        rows.size(),
        features.positions(),
        features.size(),
        values,
        features.words(rows.stream().mapToInt(Integer::intValue).toArray()));
  }
}
