package org.showtell.benchmarks.study;

import java.util.List;
import java.util.Set;
import org.showtell.attention.AttentionMap;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.generation.BeamSearch;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;

/**
 * How decided and how lively the attention maps of dev captions are.
 *
 * @param relativeEntropy mean entropy of a word's map over the natural logarithm of L
 * @param change mean total variation between the maps of content words that follow each other
 */
record MapStatistics(double relativeEntropy, double change) {
  private static final int IMAGES = 300;
  private static final int BATCH = 30;

  /** Words whose place in the picture means nothing. */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          "a", "an", "the", "is", "are", "was", "be", "of", "in", "on", "at", "to", "with", "and",
          "by", "for", "from", "it", "its", "his", "her", "their", "while", "as", "that", "into",
          "up", "out", "over", "off", "through", "other", "another", "some", "one", "two", "three",
          "near", "down", "behind", "along", "has", "have", "there", "who", "which");

  static MapStatistics of(
      CaptionDecoder decoder,
      FeatureSource features,
      GenerationConfig search,
      Vocabulary vocabulary) {
    double entropy = 0;
    int maps = 0;
    double change = 0;
    int pairs = 0;
    int length = features.length();
    for (int first = 0; first + BATCH <= Math.min(IMAGES, features.images()); first += BATCH) {
      float[] values = new float[BATCH * length];
      for (int i = 0; i < BATCH; i++) {
        features.copy(first + i, values, i * length);
      }
      VisualMemory memory = new VisualMemory(BATCH, features.positions(), features.size(), values);
      for (List<Hypothesis> photo : new BeamSearch(search).search(decoder, memory)) {
        Hypothesis best = photo.get(0);
        List<String> words = vocabulary.decode(best.tokens());
        AttentionMap before = null;
        for (int i = 0; i < words.size(); i++) {
          Hypothesis.Trace trace = best.trace().get(i);
          AttentionMap map = new AttentionMap(1, trace.attention().length, trace.attention());
          entropy += map.entropy();
          maps++;
          if (!FUNCTION_WORDS.contains(words.get(i))) {
            if (before != null) {
              change += map.totalVariation(before);
              pairs++;
            }
            before = map;
          }
        }
      }
    }
    return new MapStatistics(entropy / maps / Math.log(features.positions()), change / pairs);
  }
}
