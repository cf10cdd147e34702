package org.showtell.decoder.features;

import java.util.Arrays;
import java.util.Objects;

/**
 * Features as arrays.
 *
 * @param values per image [L*D], or null for one that could not be read
 * @param positions L
 */
record FeaturesInMemory(float[][] values, int positions) implements FeatureSource {
  FeaturesInMemory {
    int length =
        Arrays.stream(values)
            .filter(Objects::nonNull)
            .mapToInt(v -> v.length)
            .findFirst()
            .orElse(0);
    if (length == 0 || positions < 1 || length % positions != 0) {
      throw new IllegalArgumentException(
          "Expected features of " + positions + " positions but got " + length + " numbers");
    }
  }

  @Override
  public int images() {
    return values.length;
  }

  @Override
  public int size() {
    return Arrays.stream(values).filter(Objects::nonNull).findFirst().orElseThrow().length
        / positions;
  }

  @Override
  public boolean has(int image) {
    return values[image] != null;
  }

  @Override
  public void copy(int image, float[] target, int offset) {
    System.arraycopy(values[image], 0, target, offset, values[image].length);
  }
}
