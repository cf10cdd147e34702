package org.showtell.encoder.video.sampling;

import org.showtell.encoder.image.RgbImage;

/**
 * How often each shade of red, green and blue occurs in each quarter of a picture: what changes
 * little while a camera moves and much where a shot is cut.
 */
final class ColourHistogram {
  private static final int QUARTERS = 4;
  private static final int SHADES = 16;
  private static final int SHIFT = 4;

  private final float[] shares = new float[QUARTERS * 3 * SHADES];

  ColourHistogram(RgbImage image) {
    byte[] rgb = image.rgb();
    float share = 1f / (image.width() * image.height() * 3);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int quarter = 2 * y / image.height() * 2 + 2 * x / image.width();
        int at = (y * image.width() + x) * 3;
        for (int c = 0; c < 3; c++) {
          shares[(quarter * 3 + c) * SHADES + ((rgb[at + c] & 0xff) >> SHIFT)] += share;
        }
      }
    }
  }

  /** How much of the picture is of another shade: 0 for the same histogram, 1 for no overlap. */
  double distance(ColourHistogram other) {
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += Math.abs(shares[i] - other.shares[i]);
    }
    return sum / 2;
  }
}
