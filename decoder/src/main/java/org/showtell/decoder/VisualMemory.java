package org.showtell.decoder;

import java.util.Arrays;

/**
 * What a decoder knows of a batch of images: the visual features, row by row.
 *
 * @param photos B
 * @param positions L, 1 for a vector
 * @param size D
 * @param values [B, L, D]
 * @param words what a detector found in them; null for a decoder that does not attend to words
 */
public record VisualMemory(
    int photos, int positions, int size, float[] values, DetectedWords words) {
  /** Checks the length. */
  public VisualMemory {
    if (photos < 1 || positions < (words == null ? 1 : 0) || size < 1) {
      throw new IllegalArgumentException(
          "Expected positive sizes, but got [%s,%s,%s]".formatted(photos, positions, size));
    }
    if (values.length != (long) photos * positions * size) {
      throw new IllegalArgumentException(
          "Expected %s values for features [%s,%s,%s], but got %s"
              .formatted((long) photos * positions * size, photos, positions, size, values.length));
    }
  }

  /** The features of images of which no words are told. */
  public VisualMemory(int photos, int positions, int size, float[] values) {
    this(photos, positions, size, values, null);
  }

  /**
   * The same images with their words.
   *
   * @throws IllegalArgumentException if they are of another number of images
   */
  public VisualMemory withWords(DetectedWords detected) {
    if (detected != null && detected.photos() != photos) {
      throw new IllegalArgumentException(
          "Expected words of %s photos, but got those of %s".formatted(photos, detected.photos()));
    }
    return new VisualMemory(photos, positions, size, values, detected);
  }

  /** The mean over positions, [B, 1, D]; itself if there is one position. */
  public VisualMemory mean() {
    if (positions == 1) {
      return this;
    }
    float[] means = new float[photos * size];
    float[] row = new float[size]; // loops over whole arrays become vector instructions
    float[] sum = new float[size];
    for (int photo = 0; photo < photos; photo++) {
      Arrays.fill(sum, 0);
      for (int position = 0; position < positions; position++) {
        System.arraycopy(values, (photo * positions + position) * size, row, 0, size);
        addShare(1f / positions, row, sum);
      }
      System.arraycopy(sum, 0, means, photo * size, size);
    }
    return new VisualMemory(photos, 1, size, means);
  }

  private static void addShare(float share, float[] row, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += row[i] * share;
    }
  }
}
