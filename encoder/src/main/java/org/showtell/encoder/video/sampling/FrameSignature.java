package org.showtell.encoder.video.sampling;

import org.showtell.encoder.image.RgbImage;

/**
 * What shot detection keeps of a frame.
 *
 * @param micros when it is shown
 * @param histogram its colours: robust to a moving camera
 * @param thumbnail its layout: distinguishes a mixture of two images from a third one
 */
record FrameSignature(long micros, ColourHistogram histogram, Thumbnail thumbnail) {
  static FrameSignature of(RgbImage rough, long micros) {
    return new FrameSignature(micros, new ColourHistogram(rough), new Thumbnail(rough));
  }

  /** The share of the image that is of another shade, 0 to 1. */
  double shadesApart(FrameSignature other) {
    return histogram.distance(other.histogram);
  }

  /** How far the two images are apart, place by place, in shades of 255. */
  double placesApart(FrameSignature other) {
    return thumbnail.distance(other.thumbnail);
  }

  /**
   * How often each shade of red, green and blue occurs in each quarter of an image: it changes
   * little while a camera moves and much at a cut.
   */
  private static final class ColourHistogram {
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

    /** 0 for the same histogram, 1 for no overlap. */
    double distance(ColourHistogram other) {
      double sum = 0;
      for (int i = 0; i < shares.length; i++) {
        sum += Math.abs(shares[i] - other.shares[i]);
      }
      return sum / 2;
    }
  }
}
