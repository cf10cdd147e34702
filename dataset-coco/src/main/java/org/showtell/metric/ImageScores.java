package org.showtell.metric;

import java.util.List;

/**
 * A score with one value for each image: METEOR, ROUGE-L or CIDEr-D. The corpus' value is their
 * mean; for METEOR, the value of their sums.
 */
public record ImageScores(double corpus, List<Double> perImage) {

  public ImageScores {
    perImage = List.copyOf(perImage);
  }

  /** The scores with their mean as the corpus' value. */
  static ImageScores averaged(List<Double> perImage) {
    double sum = 0;
    for (double value : perImage) {
      sum += value;
    }
    return new ImageScores(sum / perImage.size(), perImage);
  }
}
