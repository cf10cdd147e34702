package org.showtell.app.training;

import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.features.FeatureSource;

/** The vectors of images of which there are grids: their means over the positions. */
public record MeanFeatures(FeatureSource grids) implements FeatureSource {
  @Override
  public int images() {
    return grids.images();
  }

  @Override
  public int positions() {
    return 1;
  }

  @Override
  public int size() {
    return grids.size();
  }

  @Override
  public boolean has(int image) {
    return grids.has(image);
  }

  @Override
  public void copy(int image, float[] target, int offset) {
    float[] grid = new float[grids.length()];
    grids.copy(image, grid, 0);
    float[] mean = new VisualMemory(1, grids.positions(), size(), grid).mean().values();
    System.arraycopy(mean, 0, target, offset, mean.length);
  }
}
