package org.showtell.encoder.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.FeatureKind;

/**
 * What the features of a store are. Stores with equal keys hold the same numbers for the same
 * image.
 *
 * @param weightsHash SHA-256 of the encoder's weights
 * @param preprocessing fingerprint of its preprocessing
 * @param height rows of the grid; 1 for a vector
 * @param width columns of the grid; 1 for a vector
 * @param size D
 */
public record FeatureStoreKey(
    String encoder,
    String weightsHash,
    String preprocessing,
    FeatureKind kind,
    int height,
    int width,
    int size) {
  /** Fails if a text is blank or has more than one line, or a size is below 1. */
  public FeatureStoreKey {
    Objects.requireNonNull(kind, "kind");
    for (String text : new String[] {encoder, weightsHash, preprocessing}) {
      if (text == null || text.isBlank() || text.lines().count() != 1) {
        throw new IllegalArgumentException(
            "encoder, weights hash and preprocessing must be one line each, but got '%s'"
                .formatted(text));
      }
    }
    if (height < 1
        || width < 1
        || size < 1
        || (kind == FeatureKind.VECTOR && height * width != 1)) {
      throw new IllegalArgumentException(
          "sizes must be at least 1, and 1x1xD for a vector, but got %sx%sx%s"
              .formatted(height, width, size));
    }
  }

  /**
   * @throws IllegalArgumentException if the encoder gives no features of this kind
   */
  public static FeatureStoreKey of(EncoderSpec spec, FeatureKind kind) {
    if (!spec.gives(kind)) {
      throw new IllegalArgumentException("the encoder " + spec.name() + " gives no " + kind);
    }
    boolean grid = kind == FeatureKind.GRID;
    return new FeatureStoreKey(
        spec.name(),
        spec.weightsHash(),
        spec.preprocessing().fingerprint(),
        kind,
        grid ? spec.gridHeight() : 1,
        grid ? spec.gridWidth() : 1,
        spec.size(kind));
  }

  public int length() {
    return Math.multiplyExact(height * width, size);
  }

  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("encoder", encoder);
    fields.put("weights", weightsHash);
    fields.put("preprocessing", preprocessing);
    fields.put("kind", kind.name());
    fields.put("shape", height + "x" + width + "x" + size);
    return fields;
  }
}
