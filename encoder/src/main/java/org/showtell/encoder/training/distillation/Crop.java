package org.showtell.encoder.training.distillation;

import java.util.random.RandomGenerator;

/**
 * A rectangle of a square photo.
 *
 * @param x left edge
 * @param y upper edge
 * @param width in pixels
 * @param height in pixels
 * @param flipped whether left becomes right
 */
record Crop(int x, int y, int width, int height, boolean flipped) {
  /** Stretches sides by up to e to this and its inverse: 0.82 to 1.22. */
  private static final double STRETCH = 0.2;

  static Crop whole(int side) {
    return new Crop(0, 0, side, side, false);
  }

  /**
   * A random resized crop (Szegedy et al. 2015, section 6) and, half of the time, a flip.
   *
   * @param minScale the least share of the photo's area
   */
  static Crop random(RandomGenerator random, int side, double minScale) {
    double area = minScale + (1 - minScale) * random.nextDouble();
    double ratio = Math.exp(STRETCH * (2 * random.nextDouble() - 1));
    int width = (int) Math.max(1, Math.min(side, Math.round(side * Math.sqrt(area * ratio))));
    int height = (int) Math.max(1, Math.min(side, Math.round(side * Math.sqrt(area / ratio))));
    return new Crop(
        random.nextInt(side - width + 1),
        random.nextInt(side - height + 1),
        width,
        height,
        random.nextBoolean());
  }
}
