package org.showtell.coco.evaluation;

import java.util.List;

/**
 * A score that is computed for each image and averaged: ROUGE-L or CIDEr-D.
 *
 * @param corpus the mean over all images
 * @param perImage one value for each image, in the order of the input
 */
public record ImageScores(double corpus, List<Double> perImage) {

  /** Copies its list. */
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
