package org.showtell.encoder.image;

import org.showtell.encoder.preset.Preprocessing;

/**
 * What an {@link ImageReader} accepts and how large its images need to be.
 *
 * @param maxPixels bound that is checked from the header before anything is decoded
 * @param maxFileBytes the largest file that is read
 * @param targetWidth width that the image will be shrunk to anyway; 0 for full size
 * @param targetHeight the same for the height
 */
public record ImageReaderConfig(
    long maxPixels, long maxFileBytes, int targetWidth, int targetHeight) {
  private static final long DEFAULT_MAX_PIXELS = 200_000_000;
  private static final long DEFAULT_MAX_FILE_BYTES = 1L << 30;

  /** Fails if a bound is below 1, or one target is set without the other. */
  public ImageReaderConfig {
    if (maxPixels < 1 || maxPixels > Integer.MAX_VALUE / 3) {
      throw new IllegalArgumentException(
          "maxPixels must be from 1 to " + Integer.MAX_VALUE / 3 + ", but got " + maxPixels);
    }
    if (maxFileBytes < 1 || maxFileBytes > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          "maxFileBytes must be from 1 to %s, but got %s"
              .formatted(Integer.MAX_VALUE - 16, maxFileBytes));
    }
    if (targetWidth < 0 || targetHeight < 0 || (targetWidth == 0) != (targetHeight == 0)) {
      throw new IllegalArgumentException(
          "the target must be a width and a height, or 0 and 0, but got %s and %s"
              .formatted(targetWidth, targetHeight));
    }
  }

  /** 200 megapixels, files of 1 GiB, images at full size. */
  public static ImageReaderConfig defaults() {
    return new ImageReaderConfig(DEFAULT_MAX_PIXELS, DEFAULT_MAX_FILE_BYTES, 0, 0);
  }

  public ImageReaderConfig withMaxPixels(long pixels) {
    return new ImageReaderConfig(pixels, maxFileBytes, targetWidth, targetHeight);
  }

  public ImageReaderConfig withMaxFileBytes(long bytes) {
    return new ImageReaderConfig(maxPixels, bytes, targetWidth, targetHeight);
  }

  /** The same for images that will go through this preprocessing. */
  public ImageReaderConfig withTarget(Preprocessing preprocessing) {
    return new ImageReaderConfig(
        maxPixels, maxFileBytes, preprocessing.width(), preprocessing.height());
  }

  int reduction(int width, int height, Orientation orientation) {
    return orientation.transposes() ? reduction(height, width) : reduction(width, height);
  }

  /**
   * The factor that an image may be shrunk by while it is decoded: the largest of 1, 2, 4 and 8
   * that leaves twice the target's size, so that the preprocessing still averages over several
   * pixels.
   */
  int reduction(int width, int height) {
    int reduction = 8;
    while (reduction > 1
        && (targetWidth == 0
            || width / reduction < 2 * targetWidth
            || height / reduction < 2 * targetHeight)) {
      reduction /= 2;
    }
    return reduction;
  }
}
