package org.showtell.encoder.video;

/**
 * The mean of the features of a video's frames (Venugopalan et al. 2014, "Translating Videos to
 * Natural Language Using Deep Recurrent Neural Networks", section 3.2). Each position of a grid is
 * averaged by itself, so that attention still sees where things are.
 */
public final class FrameMean {
  private double[] sums = new double[0];
  private int frames;

  /**
   * @param features [D], or [L*D] of a grid
   * @throws IllegalArgumentException if the frames before had another number
   */
  public void add(float[] features) {
    if (frames == 0) {
      sums = new double[features.length];
    }
    if (features.length != sums.length) {
      throw new IllegalArgumentException(
          "features must be %s numbers, as for the frames before, but got %s"
              .formatted(sums.length, features.length));
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] += features[i];
    }
    frames++;
  }

  public int frames() {
    return frames;
  }

  /**
   * @throws IllegalStateException if no frame was added
   */
  public float[] mean() {
    if (frames == 0) {
      throw new IllegalStateException("there is no mean of no frames");
    }
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / frames);
    }
    return mean;
  }
}
