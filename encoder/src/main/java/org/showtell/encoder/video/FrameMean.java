package org.showtell.encoder.video;

/**
 * The features of a video's frames, averaged number by number: mean pooling as in Venugopalan et
 * al. 2014, "Translating Videos to Natural Language Using Deep Recurrent Neural Networks", section
 * 3.2. For features on a grid each position is averaged by itself, so that a decoder that attends
 * still sees where things are.
 */
public final class FrameMean {
  private double[] sums = new double[0];
  private int frames;

  /**
   * Adds a frame.
   *
   * @param features [D], or [L*D] of a grid
   * @throws IllegalArgumentException if there are more or fewer than of the frames before
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
   * The mean, of the same length as each frame's features.
   *
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
