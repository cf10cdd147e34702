package org.showtell.encoder;

import java.util.Objects;

/**
 * Feature vectors on a grid over each image; position l of L is row l / width, column l % width.
 *
 * @param batch B
 * @param size D
 * @param values [B,L,D] with L = height * width, not copied
 */
public record FeatureGrid(int batch, int height, int width, int size, float[] values)
    implements VisualFeatures {
  public FeatureGrid {
    Objects.requireNonNull(values, "values");
    PixelBatch.requireLength("feature grid [B,L,D]", values.length, batch, height, width, size);
  }

  /** L, the number of positions. */
  public int positions() {
    return height * width;
  }

  @Override
  public FeatureKind kind() {
    return FeatureKind.GRID;
  }

  /** The mean over the positions: [B,D]. */
  public FeatureVector mean() {
    float[] mean = new float[batch * size];
    int positions = positions();
    for (int b = 0; b < batch; b++) {
      int out = b * size;
      for (int l = 0; l < positions; l++) {
        int in = (b * positions + l) * size;
        for (int d = 0; d < size; d++) {
          mean[out + d] += values[in + d];
        }
      }
      for (int d = 0; d < size; d++) {
        mean[out + d] /= positions;
      }
    }
    return new FeatureVector(batch, size, mean);
  }
}
