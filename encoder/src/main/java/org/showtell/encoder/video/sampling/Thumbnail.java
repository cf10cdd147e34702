package org.showtell.encoder.video.sampling;

import org.showtell.encoder.image.RgbImage;

/**
 * An image of 16 x 16 averages, for deciding whether it is a mixture of two others: small movements
 * and noise are averaged away.
 */
final class Thumbnail {
  private static final int SIDE = 16;
  private static final int LENGTH = SIDE * SIDE * 3;

  /** Deviation below which nothing is to be seen. */
  private static final double BLANK = 6;

  private final float[] values = new float[LENGTH]; // 0 to 255
  private final float[] centred = new float[LENGTH]; // less the mean of their channel
  private final double deviation;

  Thumbnail(RgbImage image) {
    average(image);
    double squares = 0;
    for (int channel = 0; channel < 3; channel++) {
      double sum = 0;
      for (int i = channel; i < LENGTH; i += 3) {
        sum += values[i];
      }
      for (int i = channel; i < LENGTH; i += 3) {
        centred[i] = (float) (values[i] - sum / (SIDE * SIDE));
        squares += centred[i] * centred[i];
      }
    }
    deviation = Math.sqrt(squares / LENGTH);
  }

  private void average(RgbImage image) {
    int[] counts = new int[SIDE * SIDE];
    byte[] rgb = image.rgb();
    for (int y = 0; y < image.height(); y++) {
      int row = y * SIDE / image.height() * SIDE;
      for (int x = 0; x < image.width(); x++) {
        int cell = row + x * SIDE / image.width();
        counts[cell]++;
        for (int c = 0; c < 3; c++) {
          values[cell * 3 + c] += rgb[(y * image.width() + x) * 3 + c] & 0xff;
        }
      }
    }
    for (int i = 0; i < LENGTH; i++) {
      values[i] /= Math.max(1, counts[i / 3]);
    }
  }

  /** 0 where everything is of one colour. */
  double deviation() {
    return deviation;
  }

  /** Whether nothing is to be seen: black, white, or any other one shade. */
  boolean isBlank() {
    return deviation < BLANK;
  }

  /** The root of the mean square difference, 0 to 255. */
  double distance(Thumbnail other) {
    double squares = 0;
    for (int i = 0; i < LENGTH; i++) {
      double step = values[i] - other.values[i];
      squares += step * step;
    }
    return Math.sqrt(squares / LENGTH);
  }

  /** Whether light and dark lie in the same places, however bright: 1 the same, 0 unlike. */
  double correlation(Thumbnail other) {
    double sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      sum += centred[i] * other.centred[i];
    }
    double scale = LENGTH * deviation * other.deviation;
    return scale == 0 ? 0 : sum / scale;
  }

  /**
   * This image as {@code share * first + (1 - share) * second}, by where light and dark lie;
   * brightness does not count.
   */
  Mixture mixtureOf(Thumbnail first, Thumbnail second) {
    double product = 0;
    double squares = 0;
    for (int i = 0; i < LENGTH; i++) {
      double step = first.centred[i] - second.centred[i];
      product += (centred[i] - second.centred[i]) * step;
      squares += step * step;
    }
    double share = squares == 0 ? 0 : product / squares;
    double rest = 0;
    for (int i = 0; i < LENGTH; i++) {
      double step = first.centred[i] - second.centred[i];
      double error = centred[i] - second.centred[i] - share * step;
      rest += error * error;
    }
    return new Mixture(share, squares == 0 ? 0 : Math.sqrt(rest / squares));
  }

  /**
   * An image as a mixture of two.
   *
   * @param share of the first
   * @param rest what the mixture leaves unexplained, relative to the distance between the two
   */
  record Mixture(double share, double rest) {}
}
