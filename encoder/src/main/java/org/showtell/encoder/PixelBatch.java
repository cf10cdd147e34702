package org.showtell.encoder;

import java.util.Objects;

/**
 * Photos as numbers, ready for a network: preprocessed by the preset that the network belongs to.
 *
 * @param batch B, the number of photos, at least 1
 * @param height H in pixels
 * @param width W in pixels
 * @param values [B,H,W,3], row-major; channel order and range are those of the preset. Not copied:
 *     whoever fills the array leaves it alone until the encoder has returned
 */
public record PixelBatch(int batch, int height, int width, float[] values) {
  /** Colour channels of a pixel. */
  public static final int CHANNELS = 3;

  /** Fails if a dimension is below 1 or the length differs. */
  public PixelBatch {
    Objects.requireNonNull(values, "values");
    Shapes.requireLength("pixels [B,H,W,3]", values.length, batch, height, width, CHANNELS);
  }

  /** Length of one photo's part of {@code values}: H*W*3. */
  public int imageLength() {
    return height * width * CHANNELS;
  }
}
