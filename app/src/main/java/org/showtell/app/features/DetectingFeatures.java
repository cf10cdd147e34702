package org.showtell.app.features;

import org.showtell.app.bundle.PhotoWords;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.features.FeatureSource;

/**
 * Images whose words are detected as they are asked for.
 *
 * @param features grids
 * @param detection the caller's
 * @param slots K
 */
public record DetectingFeatures(FeatureSource features, PhotoWords detection, int slots)
    implements FeatureSource {

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
    float[] grids = new float[images.length * features.length()];
    for (int row = 0; row < images.length; row++) {
      features.copy(images[row], grids, row * features.length());
    }
    return PhotoWords.top(detection.scores(grids, images.length), slots);
  }
}
