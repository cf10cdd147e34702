package org.showtell.encoder;

import java.util.Objects;

/**
 * One feature vector for each photo.
 *
 * @param batch B, at least 1
 * @param size D, at least 1
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
