package org.showtell.app.evaluation;

import java.util.List;
import org.showtell.coco.evaluation.BleuScore;

/**
 * Captions of a dataset and their scores.
 *
 * @param predictions in the dataset's order; images that could not be read are missing
 * @param bleu over the corpus and per image, in the same order
 */
public record ScoredCaptions(List<PredictedCaption> predictions, BleuScore bleu) {
  /** Copies the list. */
  public ScoredCaptions {
    predictions = List.copyOf(predictions);
  }
}
