package org.showtell.app.training.keywords;

import java.util.List;
import java.util.SplittableRandom;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.training.DetectionNoise;

/**
 * Vectors of photos, and after them vectors of sentences without photos: the mean photo, whose
 * words are those of the sentence as a detector might have found them. All other words score what
 * they score in some photo where the detector did not see them.
 */
public final class SentenceVectors implements FeatureSource {
  private static final int MOST_PHOTOS = 2000; // of the mean

  private final FeatureSource photos;
  private final int gridSize; // D
  private final float[] mean; // [D + W] of the photos
  private final List<int[]> keywords;
  private final DetectionNoise noise;
  private final float shown; // root of the least score of a detected word
  private final long seed;

  /**
   * Behind these photos.
   *
   * @param photos vectors [D + W] of {@code PhotoWords.vector}
   * @param words W
   * @param keywords of each sentence, one plus the detector's number
   * @param noise what the detector gets wrong
   * @param shown least score of a detected word
   * @param seed of the mistakes; a sentence always has the same
   */
  public SentenceVectors(
      FeatureSource photos,
      int words,
      List<int[]> keywords,
      DetectionNoise noise,
      double shown,
      long seed) {
    this.photos = photos;
    gridSize = photos.size() - words;
    this.keywords = List.copyOf(keywords);
    this.noise = noise;
    this.shown = (float) Math.sqrt(shown);
    this.seed = seed;
    mean = mean(photos);
  }

  private static float[] mean(FeatureSource photos) {
    double[] sum = new double[photos.size()];
    float[] vector = new float[sum.length];
    int count = 0;
    for (int image = 0; image < photos.images() && count < MOST_PHOTOS; image++) {
      if (photos.has(image)) {
        photos.copy(image, vector, 0);
        for (int i = 0; i < sum.length; i++) {
          sum[i] += vector[i];
        }
        count++;
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) (sum[i] / Math.max(1, count));
    }
    return mean;
  }

  @Override
  public int images() {
    return photos.images() + keywords.size();
  }

  @Override
  public int positions() {
    return 1;
  }

  @Override
  public int size() {
    return photos.size();
  }

  @Override
  public boolean has(int image) {
    return image >= photos.images() || photos.has(image);
  }

  @Override
  public void copy(int image, float[] target, int offset) {
    if (image < photos.images()) {
      photos.copy(image, target, offset);
      return;
    }
    int sentence = image - photos.images();
    SplittableRandom random = new SplittableRandom(seed * 31 + sentence);
    int other = random.nextInt(photos.images());
    if (photos.has(other)) {
      photos.copy(other, target, offset);
    } else {
      System.arraycopy(mean, 0, target, offset, mean.length);
    }
    System.arraycopy(mean, 0, target, offset, gridSize);
    for (int i = gridSize; i < mean.length; i++) { // what that photo shows is not there
      target[offset + i] = target[offset + i] < shown ? target[offset + i] : mean[i];
    }
    DetectedWords detected = noise.of(List.of(keywords.get(sentence)), random);
    for (int k = 0; k < detected.slots(); k++) {
      if (detected.ids()[k] > 0) {
        target[offset + gridSize + detected.ids()[k] - 1] =
            (float) Math.sqrt(detected.probabilities()[k]);
      }
    }
  }
}
