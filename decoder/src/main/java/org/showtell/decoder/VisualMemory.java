package org.showtell.decoder;

/**
 * What a decoder knows of a batch of photos: the visual features, row by row.
 *
 * @param photos B
 * @param positions L, 1 for a vector
 * @param size D
 * @param values [B, L, D]
 */
public record VisualMemory(int photos, int positions, int size, float[] values) {
  /** Checks the length. */
  public VisualMemory {
    if (photos < 1 || positions < 1 || size < 1) {
      throw new IllegalArgumentException(
          "Expected positive sizes but got [" + photos + "," + positions + "," + size + "]");
    }
    if (values.length != (long) photos * positions * size) {
      throw new IllegalArgumentException(
          String.format(
              "Expected %d values for features [%d,%d,%d] but got %d",
              (long) photos * positions * size, photos, positions, size, values.length));
    }
  }

  /** The mean over positions, [B, 1, D]; itself if there is one position. */
  public VisualMemory mean() {
    if (positions == 1) {
      return this;
    }
    float[] means = new float[photos * size];
    float share = 1f / positions;
    for (int photo = 0; photo < photos; photo++) {
      int to = photo * size;
      for (int position = 0; position < positions; position++) {
        int from = (photo * positions + position) * size;
        for (int i = 0; i < size; i++) {
          means[to + i] += values[from + i] * share;
        }
      }
    }
    return new VisualMemory(photos, 1, size, means);
  }
}
