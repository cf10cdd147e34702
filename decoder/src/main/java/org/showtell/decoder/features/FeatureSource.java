package org.showtell.decoder.features;

import java.util.Arrays;
import java.util.Objects;
import org.showtell.decoder.DetectedWords;

/**
 * The visual features of numbered images, wherever they are kept: in memory, or in a file that is
 * larger than the memory. Safe for use by one thread.
 */
public interface FeatureSource {

  /** How many images there are, those without features included. */
  int images();

  /** L, 1 for vectors. */
  int positions();

  /** D. */
  int size();

  /** Whether the image could be read. */
  boolean has(int image);

  /**
   * Copies an image's features.
   *
   * @param target receives [L*D] from {@code offset} on
   */
  void copy(int image, float[] target, int offset);

  /**
   * The words that were detected in these images, for a network that attends to them.
   *
   * @return null where no words are told
   */
  default DetectedWords words(int[] images) {
    return null;
  }

  /** Numbers of one image: L*D. */
  default int length() {
    return positions() * size();
  }

  /** Features of the same images as another source, whose methods are forwarded by default. */
  interface Forwarding extends FeatureSource {
    /** The other source. */
    FeatureSource features();

    @Override
    default int images() {
      return features().images();
    }

    @Override
    default int positions() {
      return features().positions();
    }

    @Override
    default int size() {
      return features().size();
    }

    @Override
    default boolean has(int image) {
      return features().has(image);
    }

    @Override
    default void copy(int image, float[] target, int offset) {
      features().copy(image, target, offset);
    }
  }

  /**
   * Vectors in memory.
   *
   * @param vectors per image [D], or null
   */
  static FeatureSource ofVectors(float[][] vectors) {
    return new InMemory(vectors, 1);
  }

  /**
   * Grids in memory.
   *
   * @param grids per image [L*D], or null
   */
  static FeatureSource ofGrids(float[][] grids, int positions) {
    return new InMemory(grids, positions);
  }

  /**
   * Features as arrays.
   *
   * @param values per image [L*D], or null for one that could not be read
   * @param positions L
   */
  record InMemory(float[][] values, int positions) implements FeatureSource {
    public InMemory {
      int length =
          Arrays.stream(values)
              .filter(Objects::nonNull)
              .mapToInt(v -> v.length)
              .findFirst()
              .orElse(0);
      if (length == 0 || positions < 1 || length % positions != 0) {
        throw new IllegalArgumentException(
            "Expected features of %s positions, but got %s numbers".formatted(positions, length));
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
}
