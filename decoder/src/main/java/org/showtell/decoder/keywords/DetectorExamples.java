package org.showtell.decoder.keywords;

import java.util.Arrays;

/**
 * Images to learn a word detector from.
 *
 * @param summaries per image [F], of {@link ImageSummary}
 * @param words per image the numbers of the words that people used
 * @param silence per image, in [0, 1]: how much it says that a word was not used. 1 where five
 *     people described the image; little where one sentence was derived from a question
 * @param draws per image, how often it is drawn in an epoch
 */
public record DetectorExamples(
    float[][] summaries, int[][] words, float[] silence, double[] draws) {
  /** Checks the lengths. */
  public DetectorExamples {
    if (summaries.length == 0
        || words.length != summaries.length
        || silence.length != summaries.length
        || draws.length != summaries.length) {
      throw new IllegalArgumentException(
          ("Expected words, silence and draws of each photo, at least one, but got %s, %s,"
                  + " %s, %s")
              .formatted(summaries.length, words.length, silence.length, draws.length));
    }
  }

  /** Number of images. */
  public int size() {
    return summaries.length;
  }

  /** F. */
  int summarySize() {
    return summaries[0].length;
  }

  /** These images alone. */
  DetectorExamples of(int[] photos) {
    float[][] someSummaries = new float[photos.length][];
    int[][] someWords = new int[photos.length][];
    float[] someSilence = new float[photos.length];
    double[] someDraws = new double[photos.length];
    for (int i = 0; i < photos.length; i++) {
      someSummaries[i] = summaries[photos[i]];
      someWords[i] = words[photos[i]];
      someSilence[i] = silence[photos[i]];
      someDraws[i] = draws[photos[i]];
    }
    return new DetectorExamples(someSummaries, someWords, someSilence, someDraws);
  }

  /** How many images each word was used for. */
  long[] counts(int vocabulary) {
    long[] counts = new long[vocabulary];
    Arrays.stream(words).flatMapToInt(Arrays::stream).forEach(word -> counts[word]++);
    return counts;
  }

  /** Mean and one over the deviation of each number of the summaries, [2][F]. */
  float[][] statistics() {
    int size = summarySize();
    double[] sums = new double[size];
    double[] squares = new double[size];
    for (float[] summary : summaries) {
      for (int i = 0; i < size; i++) {
        sums[i] += summary[i];
        squares[i] += (double) summary[i] * summary[i];
      }
    }
    float[][] statistics = new float[2][size];
    for (int i = 0; i < size; i++) {
      double mean = sums[i] / size();
      statistics[0][i] = (float) mean;
      statistics[1][i] =
          (float) (1 / (Math.sqrt(Math.max(0, squares[i] / size() - mean * mean)) + 1e-2));
    }
    return statistics;
  }
}
