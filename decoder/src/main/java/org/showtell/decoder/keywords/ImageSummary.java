package org.showtell.decoder.keywords;

import java.util.Arrays;

/**
 * What a word detector reads of an image, [F]: the mean of the grid over its positions (what there
 * is much of), the root of its maximum (what is there at all, however small), and the logarithms of
 * the classifier's probabilities.
 */
public final class ImageSummary {
  /** Keeps the logarithm of a class that is out of the question finite. */
  private static final float FLOOR = 1e-4f;

  private ImageSummary() {}

  /**
   * The summary of one image.
   *
   * @param grid [L, D], not negative
   * @param mean of the grid, [D]
   * @param classProbabilities [C]; empty without a classifier
   * @return [2 D + C]
   */
  public static float[] of(float[] grid, float[] mean, float[] classProbabilities) {
    int size = mean.length;
    int positions = grid.length / size;
    float[] largest = new float[size];
    float[] row = new float[size]; // loops over whole arrays become vectors
    for (int i = 0; i < positions; i++) {
      System.arraycopy(grid, i * size, row, 0, size);
      for (int d = 0; d < size; d++) {
        largest[d] = Math.max(largest[d], row[d]);
      }
    }
    float[] summary = Arrays.copyOf(mean, 2 * size + classProbabilities.length);
    for (int d = 0; d < size; d++) {
      summary[size + d] = (float) Math.sqrt(largest[d]);
    }
    for (int c = 0; c < classProbabilities.length; c++) {
      summary[2 * size + c] = (float) Math.log(classProbabilities[c] + FLOOR);
    }
    return summary;
  }

  /** The classifier's probabilities that a summary was made with, [C]. */
  public static float[] classProbabilities(float[] summary, DetectorConfig config) {
    float[] probabilities = new float[config.classes()];
    for (int c = 0; c < probabilities.length; c++) {
      double logarithm = summary[2 * config.memorySize() + c];
      probabilities[c] = (float) Math.max(0, Math.exp(logarithm) - FLOOR);
    }
    return probabilities;
  }

  /** The mean of the grid, [D], which is what a classifier reads: the first part of a summary. */
  public static float[] mean(float[] grid, int size) {
    float[] mean = new float[size];
    float[] row = new float[size];
    int positions = grid.length / size;
    for (int i = 0; i < positions; i++) {
      System.arraycopy(grid, i * size, row, 0, size);
      for (int d = 0; d < size; d++) {
        mean[d] += row[d] / positions;
      }
    }
    return mean;
  }

  /** Logits to probabilities (softmax), in a new array. */
  public static float[] softmax(float[] logits) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    float[] probabilities = new float[logits.length];
    double sum = 0;
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] = (float) Math.exp(logits[c] - largest);
      sum += probabilities[c];
    }
    for (int c = 0; c < logits.length; c++) {
      probabilities[c] /= (float) sum;
    }
    return probabilities;
  }
}
