package org.showtell.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.vocabulary.CaptionTokenizer;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.metric.CaptionComparison;
import org.showtell.metric.PtbTokenizer;

/**
 * Captions images by their features and compares with the references, as the official judge does:
 * its tokenizer on both sides, all references, free-running search.
 */
public final class CaptionScorer {
  private final List<CaptionedImage> images;
  private final List<List<List<String>>> references = new ArrayList<>(); // per image, tokenised
  private final Vocabulary vocabulary;
  private final CaptionTokenizer tokenizer = new CaptionTokenizer();
  private final PtbTokenizer judge = new PtbTokenizer();

  /**
   * A scorer of these images.
   *
   * @param images with at least one caption each
   * @param vocabulary of the model
   */
  public CaptionScorer(List<CaptionedImage> images, Vocabulary vocabulary) {
    this.images = List.copyOf(images);
    this.vocabulary = vocabulary;
    for (CaptionedImage image : images) {
      references.add(image.captions().stream().map(judge::tokenize).toList());
    }
  }

  /**
   * Scores a decoder.
   *
   * @param features of the images; one without features is left out
   */
  public ScoredCaptions score(
      CaptionDecoder decoder, FeatureSource features, GenerationConfig config) {
    List<PredictedCaption> predictions = new ArrayList<>();
    List<CaptionComparison> comparisons = new ArrayList<>();
    FeatureCaptions.forEach(
        decoder,
        features,
        config,
        (best, i) -> {
          CaptionedImage image = images.get(i);
          String text = tokenizer.detokenize(vocabulary.decode(best.tokens()));
          predictions.add(new PredictedCaption(image.id(), image.file(), text, best.meanLogProb()));
          comparisons.add(new CaptionComparison(judge.tokenize(text), references.get(i)));
        });
    return new ScoredCaptions(predictions, comparisons);
  }
}
