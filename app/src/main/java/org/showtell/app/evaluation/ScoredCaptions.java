package org.showtell.app.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.coco.evaluation.Bleu;
import org.showtell.coco.evaluation.BleuScore;
import org.showtell.coco.evaluation.CaptionComparison;
import org.showtell.coco.evaluation.CiderD;
import org.showtell.coco.evaluation.RougeL;

/**
 * Captions of a dataset, beside the references they are compared with.
 *
 * @param predictions in the dataset's order; images that could not be read are missing
 * @param comparisons the same as the judge sees them: tokens of both sides
 */
public record ScoredCaptions(
    List<PredictedCaption> predictions, List<CaptionComparison> comparisons) {
  /** Copies the lists. */
  public ScoredCaptions {
    predictions = List.copyOf(predictions);
    comparisons = List.copyOf(comparisons);
  }

  /** BLEU-1 to 4. */
  public BleuScore bleu() {
    return Bleu.compute(comparisons);
  }

  /** Every score that this program computes, by the official names, in the official order. */
  public Map<String, Double> scores() {
    Map<String, Double> scores = new LinkedHashMap<>();
    BleuScore bleu = bleu();
    for (int n = 1; n <= 4; n++) {
      scores.put("Bleu_" + n, bleu.bleu(n));
    }
    scores.put("ROUGE_L", RougeL.compute(comparisons).corpus());
    scores.put("CIDEr", CiderD.compute(comparisons).corpus());
    return scores;
  }
}
