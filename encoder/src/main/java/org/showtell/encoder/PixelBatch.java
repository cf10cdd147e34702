package org.showtell.encoder;

import java.util.Arrays;
import java.util.Objects;

/**
 * Preprocessed images, ready for the network whose preset they were preprocessed by.
 *
 * @param batch B
 * @param height H in pixels
 * @param width W in pixels
 * @param values [B,H,W,3], row-major; channel order and range are those of the preset. Not copied:
 *     whoever fills the array leaves it alone until the encoder has returned
 */
public record PixelBatch(int batch, int height, int width, float[] values) {
  public static final int CHANNELS = 3;

  /** Fails if a dimension is below 1 or the length differs. */
  public PixelBatch {
    Objects.requireNonNull(values, "values");
    requireLength("pixels [B,H,W,3]", values.length, batch, height, width, CHANNELS);
  }

  /** Length of one image's part of {@code values}: H*W*3. */
  public int imageLength() {
    return height * width * CHANNELS;
  }

  /** The one check of an array's length against its shape, with one text. */
  static void requireLength(String what, int length, int... shape) {
    long product = 1;
    for (int dimension : shape) {
      if (dimension < 1) {
        throw new IllegalArgumentException(
            "%s: every dimension must be at least 1, but got %s"
                .formatted(what, Arrays.toString(shape)));
      }
      product = Math.multiplyExact(product, (long) dimension);
      if (product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "%s: the shape %s does not fit one array; use a smaller batch"
                .formatted(what, Arrays.toString(shape)));
      }
    }
    if (product != length) {
      throw new IllegalArgumentException(
          "%s: the shape %s must have %s values, but got %s"
              .formatted(what, Arrays.toString(shape), product, length));
    }
  }
}
