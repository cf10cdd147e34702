package org.showtell.app.pipeline;

import org.showtell.app.model.PhotoWords;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.training.FeatureSource;

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
    float[][] scores = new float[images.length][];
    float[] grid = new float[features.length()];
    for (int row = 0; row < images.length; row++) {
      features.copy(images[row], grid, 0);
      scores[row] = detection.scores(grid);
    }
    return PhotoWords.top(scores, slots);
  }
}
