package org.showtell.encoder.training.distillation;

import java.util.random.RandomGenerator;

/**
 * One photo's light: brightness and contrast by up to a quarter, saturation by up to 30 %.
 *
 * @param brightness factor on everything
 * @param contrast factor on the distance from the photo's mean
 * @param saturation factor on the distance from grey
 */
record ColourJitter(float brightness, float contrast, float saturation) {
  static ColourJitter random(RandomGenerator random) {
    return new ColourJitter(around(random, 0.25), around(random, 0.25), around(random, 0.3));
  }

  private static float around(RandomGenerator random, double reach) {
    return (float) (1 + reach * (2 * random.nextDouble() - 1));
  }

  /** Changes {@code length} numbers, red, green, blue from 0 to 255. */
  void apply(float[] rgb, int offset, int length) {
    double sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum += rgb[i];
    }
    float mean = (float) (sum / length);
    for (int i = offset; i < offset + length; i += 3) {
      float red = ((rgb[i] - mean) * contrast + mean) * brightness;
      float green = ((rgb[i + 1] - mean) * contrast + mean) * brightness;
      float blue = ((rgb[i + 2] - mean) * contrast + mean) * brightness;
      float grey = (red + green + blue) / 3;
      rgb[i] = clamp((red - grey) * saturation + grey);
      rgb[i + 1] = clamp((green - grey) * saturation + grey);
      rgb[i + 2] = clamp((blue - grey) * saturation + grey);
    }
  }

  private static float clamp(float value) {
    return Math.max(0f, Math.min(255f, value));
  }
}
