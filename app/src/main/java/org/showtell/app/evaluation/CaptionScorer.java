package org.showtell.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.generation.CaptionSearch;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;
import org.showtell.metric.CaptionComparison;
import org.showtell.metric.PtbTokenizer;

/**
 * Captions images by their features and compares with the references, as the official judge does:
 * its tokenizer on both sides, all references, free-running search.
 */
public final class CaptionScorer {
  private static final int BATCH = 32;

  private final List<CaptionedImage> images;
  private final List<List<List<String>>> references = new ArrayList<>(); // per image, tokenised
  private final Vocabulary vocabulary;
  private final CaptionTokenizer tokenizer = new CaptionTokenizer();
  private final PtbTokenizer judge = new PtbTokenizer();

  /** Scores captions of these images by a model with that vocabulary. */
  public CaptionScorer(List<CaptionedImage> images, Vocabulary vocabulary) {
    this.images = List.copyOf(images);
    this.vocabulary = vocabulary;
    for (CaptionedImage image : images) {
      references.add(image.captions().stream().map(judge::tokenize).toList());
    }
  }

  /** Captions and compares; an image without features is left out. */
  public ScoredCaptions score(
      CaptionDecoder decoder, FeatureSource features, GenerationConfig config) {
    List<ScoredCaptions.Prediction> predictions = new ArrayList<>();
    List<CaptionComparison> comparisons = new ArrayList<>();
    forEach(
        decoder,
        features,
        config,
        (best, i) -> {
          CaptionedImage image = images.get(i);
          String text = tokenizer.detokenize(vocabulary.decode(best.tokens()));
          predictions.add(
              new ScoredCaptions.Prediction(image.id(), image.file(), text, best.meanLogProb()));
          comparisons.add(new CaptionComparison(judge.tokenize(text), references.get(i)));
        });
    return new ScoredCaptions(predictions, comparisons);
  }

  /**
   * Searches in batches, [B, L, D] of up to 32 images, so that memory does not grow with their
   * number; tells the best caption of each image that has features, and the image's number.
   */
  static void forEach(
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
