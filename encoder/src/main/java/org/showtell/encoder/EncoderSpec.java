package org.showtell.encoder;

import java.util.Objects;
import org.showtell.encoder.preset.Preprocessing;

/**
 * The facts of a loaded encoder.
 *
 * @param preprocessing how an image becomes its pixels
 * @param gridHeight rows of the feature grid
 * @param gridSize D of the grid
 * @param vectorSize D of the vector, 0 where the encoder gives none
 * @param weightsHash SHA-256 of the weights in hexadecimal: other weights give other features
 */
public record EncoderSpec(
    String name,
    Preprocessing preprocessing,
    int gridHeight,
    int gridWidth,
    int gridSize,
    int vectorSize,
    String weightsHash) {
  /** Fails if the name or the hash is blank or a size is out of range. */
  public EncoderSpec {
    Objects.requireNonNull(preprocessing, "preprocessing");
    if (name == null || name.isBlank() || weightsHash == null || weightsHash.isBlank()) {
      throw new IllegalArgumentException(
          "an encoder must have a name and a weights hash, but got name '%s' and hash '%s'"
              .formatted(name, weightsHash));
    }
    if (gridHeight < 1 || gridWidth < 1 || gridSize < 1 || vectorSize < 0) {
      throw new IllegalArgumentException(
          String.format(
              "encoder %s: grid sizes must be at least 1 and the vector size at least 0, but "
                  + "got %sx%sx%s and %s",
              name, gridHeight, gridWidth, gridSize, vectorSize));
    }
  }

  public boolean gives(FeatureKind kind) {
    return kind == FeatureKind.GRID || vectorSize > 0;
  }

  /** D of the features of this kind; 0 where the encoder gives none. */
  public int size(FeatureKind kind) {
    return kind == FeatureKind.GRID ? gridSize : vectorSize;
  }

  /** How many numbers one image's features of this kind are; 0 where the encoder gives none. */
  public int length(FeatureKind kind) {
    return kind == FeatureKind.GRID ? gridHeight * gridWidth * gridSize : vectorSize;
  }
}
