package org.showtell.encoder;

import java.util.Objects;

/**
 * One feature vector for each image.
 *
 * @param batch B
 * @param size D
 * @param values [B,D], not copied
 */
public record FeatureVector(int batch, int size, float[] values) implements VisualFeatures {
  public FeatureVector {
    Objects.requireNonNull(values, "values");
    PixelBatch.requireLength("feature vector [B,D]", values.length, batch, size);
  }

  @Override
  public FeatureKind kind() {
    return FeatureKind.VECTOR;
  }
}
