package org.showtell.benchmarks.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
  @Test
  void averagePrecisionIsTheMeanOfPrecisionsAtTheHits() {
    float[] scores = {0.9f, 0.8f, 0.7f, 0.1f};
    assertEquals(
        (1.0 + 2.0 / 3) / 2,
        LinearProbe.averagePrecision(scores, new float[] {1, 0, 1, 0}, 4, 1, 0),
        1e-9);
    assertEquals(
        0.25, LinearProbe.averagePrecision(scores, new float[] {0, 0, 0, 1}, 4, 1, 0), 1e-9);
  }

  @Test
  void aNounThatAFeatureShowsIsRead() {
    Random random = new Random(1);
    int photos = 60;
    float[] features = new float[photos * 3];
    float[] labels = new float[photos * 2];
    for (int p = 0; p < photos; p++) {
      for (int d = 0; d < 3; d++) {
        features[p * 3 + d] = (float) random.nextGaussian();
      }
      labels[p * 2] = features[p * 3] > 0.5 ? 1 : 0;
      labels[p * 2 + 1] = features[p * 3 + 1] - features[p * 3 + 2] > 0 ? 1 : 0;
    }
    double read =
        LinearProbe.meanAveragePrecision(features, labels, photos, features, labels, photos);
    assertEquals(1, read, 0.05);
  }
}
