package org.showtell.app.training.keywords;

import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.features.FeatureSource;

/**
 * Images with their features and detected words.
 *
 * @param features of the images
 * @param words of the same images, photo by photo
 */
public record WordFeatures(FeatureSource features, DetectedWords words) implements FeatureSource {
  /** Checks the number of images. */
  public WordFeatures {
    if (words.photos() != features.images()) {
      throw new IllegalArgumentException(
          "Expected words of " + features.images() + " images but got " + words.photos());
    }
  }

  @Override
  public int images() {
    return features.images();
  }

  @Override
  public int positions() {
    return features.positions();
  }

  @Override
  public int size() {
    return features.size();
  }

  @Override
  public boolean has(int image) {
    return features.has(image);
  }

  @Override
  public void copy(int image, float[] target, int offset) {
    features.copy(image, target, offset);
  }

  @Override
  public DetectedWords words(int[] images) {
    int slots = words.slots();
    int[] ids = new int[images.length * slots];
    float[] probabilities = new float[ids.length];
    for (int row = 0; row < images.length; row++) {
      System.arraycopy(words.ids(), images[row] * slots, ids, row * slots, slots);
      System.arraycopy(
          words.probabilities(), images[row] * slots, probabilities, row * slots, slots);
    }
    return new DetectedWords(images.length, slots, ids, probabilities);
  }
}
