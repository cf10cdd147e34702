package org.showtell.app.training.keywords;

import java.util.List;
import java.util.SplittableRandom;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.training.DetectionNoise;

/**
 * Vectors of images, and behind them vectors of sentences without images: the mean image, whose
 * words are those of the sentence as a detector might have found them. All other words score what
 * they score in some image where the detector did not find them.
 */
final class SentenceVectors implements FeatureSource {
  private static final int MOST_IMAGES = 2000; // of the mean

  private final FeatureSource images;
  private final int gridSize; // D
  private final float[] mean; // [D + W] of the images
  private final List<int[]> keywords;
  private final DetectionNoise noise;
  private final float shown; // root of the least score of a detected word
  private final long seed;

  /**
   * @param images vectors [D + W] of {@code PhotoWords.vector}
   * @param words W
   * @param keywords of each sentence, one plus the detector's number
   * @param shown least score of a detected word
   * @param seed of the mistakes; a sentence always has the same
   */
  SentenceVectors(
      FeatureSource images,
      int words,
      List<int[]> keywords,
      DetectionNoise noise,
      double shown,
      long seed) {
    this.images = images;
    gridSize = images.size() - words;
    this.keywords = List.copyOf(keywords);
    this.noise = noise;
    this.shown = (float) Math.sqrt(shown);
    this.seed = seed;
    mean = mean(images);
  }

  private static float[] mean(FeatureSource images) {
    double[] sum = new double[images.size()];
    float[] vector = new float[sum.length];
    int count = 0;
    for (int image = 0; image < images.images() && count < MOST_IMAGES; image++) {
      if (images.has(image)) {
        images.copy(image, vector, 0);
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
    return images.images() + keywords.size();
  }

  @Override
  public int positions() {
    return 1;
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public boolean has(int image) {
    return image >= images.images() || images.has(image);
  }

  @Override
  public void copy(int image, float[] target, int offset) {
    if (image < images.images()) {
      images.copy(image, target, offset);
      return;
    }
    int sentence = image - images.images();
    SplittableRandom random = new SplittableRandom(seed * 31 + sentence);
    int other = random.nextInt(images.images());
    if (images.has(other)) {
      images.copy(other, target, offset);
    } else {
      System.arraycopy(mean, 0, target, offset, mean.length);
    }
    System.arraycopy(mean, 0, target, offset, gridSize);
    for (int i = gridSize; i < mean.length; i++) { // what that image shows is not there
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
