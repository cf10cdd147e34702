package org.showtell.encoder.image;

/**
 * A decoded image, upright, 8 bits for each of red, green and blue.
 *
 * @param rgb [height,width,3], row-major, values 0 to 255; not copied
 */
public record RgbImage(int width, int height, byte[] rgb) {
  public RgbImage {
    if (width < 1 || height < 1 || (long) width * height * 3 != rgb.length) {
      throw new IllegalArgumentException(
          "an image of %sx%s pixels must have %s bytes, but got %s"
              .formatted(width, height, (long) width * height * 3, rgb.length));
    }
  }
}
