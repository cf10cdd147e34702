package org.showtell.encoder.image;

import org.showtell.encoder.preset.Preprocessing;

/**
 * What an {@link ImageReader} accepts and how large its images need to be.
 *
 * @param maxPixels the most pixels a picture may have, known from its header before it is decoded
 * @param maxFileBytes the largest file that is read
 * @param targetWidth width that the image will be shrunk to anyway; 0 for images at full size
 * @param targetHeight height that the image will be shrunk to anyway; 0 for images at full size
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

  /** The same with another bound on the pixels. */
  public ImageReaderConfig withMaxPixels(long pixels) {
    return new ImageReaderConfig(pixels, maxFileBytes, targetWidth, targetHeight);
  }

  /** The same with another bound on the file's size. */
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
   * By what a picture may be shrunk while it is decoded: the largest of 1, 2, 4 and 8 that leaves
   * it twice the target's size both ways, so that the preprocessing still averages over several
   * pixels for each of its own.
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
