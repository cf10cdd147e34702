package org.showtell.metric;

import java.util.List;

/**
 * BLEU-1 to BLEU-4 as fractions of 1.
 *
 * @param corpus four values over all images together; not the mean of the images' values
 * @param perImage four values for each image, in the order of the input
 */
public record BleuScore(List<Double> corpus, List<List<Double>> perImage) {

  /** Copies its lists. */
  public BleuScore {
    corpus = List.copyOf(corpus);
    perImage = perImage.stream().map(List::copyOf).toList();
  }

  /**
   * @param n the longest n-gram, from 1 to 4
   * @return the corpus value
   */
  public double bleu(int n) {
    return corpus.get(n - 1);
  }
}
