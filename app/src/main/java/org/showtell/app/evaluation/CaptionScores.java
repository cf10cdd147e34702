package org.showtell.app.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.metric.Bleu;
import org.showtell.metric.CaptionComparison;
import org.showtell.metric.CiderD;
import org.showtell.metric.ImageScores;
import org.showtell.metric.Meteor;
import org.showtell.metric.RougeL;

/**
 * All scores of a set of captions, by the official names and in the official order: Bleu_1 to
 * Bleu_4, METEOR (without paraphrases), ROUGE_L, CIDEr (CIDEr-D).
 */
public record CaptionScores(
    Bleu.Score bleu, ImageScores meteor, ImageScores rouge, ImageScores cider) {

  /** What the user is to know of METEOR wherever it is printed. */
  public static final String METEOR_NOTE = "METEOR: exact, stem, synonym; no paraphrase";

  /** Computes all of them for one image or more. */
  public static CaptionScores of(List<CaptionComparison> comparisons) {
    return new CaptionScores(
        Bleu.compute(comparisons),
        Meteor.compute(comparisons),
        RougeL.compute(comparisons),
        CiderD.compute(comparisons));
  }

  /** The values over all images together. */
  public Map<String, Double> corpus() {
    return named(bleu.corpus(), meteor.corpus(), rouge.corpus(), cider.corpus());
  }

  /** The values of one image, by its place among the comparisons. */
  public Map<String, Double> image(int index) {
    return named(
        bleu.perImage().get(index),
        meteor.perImage().get(index),
        rouge.perImage().get(index),
        cider.perImage().get(index));
  }

  private static Map<String, Double> named(
      List<Double> bleu, double meteor, double rouge, double cider) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int n = 1; n <= bleu.size(); n++) {
      scores.put("Bleu_" + n, bleu.get(n - 1));
    }
    scores.put("METEOR", meteor);
    scores.put("ROUGE_L", rouge);
    scores.put("CIDEr", cider);
    return scores;
  }
}
