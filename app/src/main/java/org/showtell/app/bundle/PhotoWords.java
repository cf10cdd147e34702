package org.showtell.app.bundle;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.showtell.dataset.keywords.KeywordForms;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.keywords.ImageSummary;
import org.showtell.decoder.keywords.WordDetector;
import org.showtell.encoder.ImageClassifier;

/**
 * Which words fit an image: the detector's probability of each, and what the encoder's classifier
 * knows. A word that no caption of the training photos held, "squirrel" say, comes from the classes
 * that stand for it.
 *
 * <p>Owns the detector; safe for use by one thread at a time.
 */
public final class PhotoWords implements AutoCloseable {
  /** The least probability of a word that the captioner is shown. */
  public static final float SHOWN = 0.12f;

  /** A class counts less than a word: it says less of what people mention. */
  private static final float CLASS_SHARE = 0.9f;

  private final KeywordParts parts;
  private final WordDetector detector;
  private final WordEvidence evidence;
  private final ImageClassifier classifier; // null for an encoder without classes

  /** Detection with these parts and the classifier of the encoder they were trained with. */
  public PhotoWords(KeywordParts parts, Optional<ImageClassifier> classifier) {
    int classes = classifier.map(ImageClassifier::classes).orElse(0);
    if (parts.config().classes() > 0 && classes != parts.config().classes()) {
      throw new IllegalArgumentException(
          """
          the word detector's encoder must have %d classes, but got %d; use the encoder that the \
          model was trained with\
          """
              .formatted(parts.config().classes(), classes));
    }
    this.parts = parts;
    this.classifier = parts.config().classes() > 0 ? classifier.orElseThrow() : null;
    detector = new WordDetector(parts.config(), parts.weights());
    evidence = new WordEvidence(parts);
  }

  /** The words that are known. */
  public KeywordVocabulary vocabulary() {
    return parts.vocabulary();
  }

  /** Which words of the captioner stand for which keyword, or null. */
  public KeywordForms forms() {
    return parts.forms();
  }

  /** Least probability of a word that a user is given. */
  public double threshold() {
    return parts.threshold();
  }

  /** How likely each word is, [W], in an image of this grid, [L, D]. */
  public float[] scores(float[] grid) {
    return scores(grid, 1)[0];
  }

  /** The same for B images, [B, L, D], which reads the detector's weights once for all. */
  public float[][] scores(float[] grids, int photos) {
    float[] all = summaries(grids, photos, parts.config().memorySize(), classifier);
    float[][] probabilities = rows(detector.probabilities(all), photos);
    float[][] summaries = rows(all, photos);
    float[][] scores = new float[photos][];
    for (int photo = 0; photo < photos; photo++) {
      scores[photo] = scores(probabilities[photo], summaries[photo], parts);
    }
    return scores;
  }

  /** What the detector reads of an image, [F]. */
  public static float[] summary(float[] grid, int size, ImageClassifier classifier) {
    return summaries(grid, 1, size, classifier);
  }

  private static float[] summaries(
      float[] grids, int photos, int size, ImageClassifier classifier) {
    float[][] grid = rows(grids, photos);
    float[][] means = new float[photos][];
    float[] vectors = new float[photos * size];
    for (int photo = 0; photo < photos; photo++) {
      means[photo] = ImageSummary.mean(grid[photo], size);
      System.arraycopy(means[photo], 0, vectors, photo * size, size);
    }
    float[][] logits =
        classifier == null ? new float[photos][0] : rows(classifier.logits(vectors), photos);
    int length = 2 * size + logits[0].length;
    float[] summaries = new float[photos * length];
    for (int photo = 0; photo < photos; photo++) {
      float[] summary =
          ImageSummary.of(grid[photo], means[photo], ImageSummary.softmax(logits[photo]));
      System.arraycopy(summary, 0, summaries, photo * length, length);
    }
    return summaries;
  }

  private static float[][] rows(float[] values, int count) {
    int length = values.length / count;
    return IntStream.range(0, count)
        .mapToObj(row -> Arrays.copyOfRange(values, row * length, (row + 1) * length))
        .toArray(float[][]::new);
  }

  /**
   * The larger of the detector's probabilities, [W], and those of the classes in a summary, [F].
   */
  public static float[] scores(float[] probabilities, float[] summary, KeywordParts parts) {
    if (parts.classes() == null) {
      return probabilities;
    }
    float[] mass =
        parts.classes().wordMass(ImageSummary.classProbabilities(summary, parts.config()));
    float[] scores = probabilities.clone();
    for (int word = 0; word < scores.length; word++) {
      scores[word] = Math.max(scores[word], CLASS_SHARE * mass[word]);
    }
    return scores;
  }

  /**
   * What an answering network reads of an image, [D + W]: the mean of the grid, [L, D], and the
   * root of each word's score, [W], which spreads the small ones.
   */
  public static float[] vector(float[] grid, int size, float[] scores) {
    float[] vector = new float[size + scores.length];
    System.arraycopy(ImageSummary.mean(grid, size), 0, vector, 0, size);
    for (int word = 0; word < scores.length; word++) {
      vector[size + word] = (float) Math.sqrt(scores[word]);
    }
    return vector;
  }

  /** The same for an image whose words are not known yet. */
  public float[] vector(float[] grid) {
    return vector(grid, parts.config().memorySize(), scores(grid));
  }

  /** As {@link #top}, with the evidence for and against the words of captions. */
  public DetectedWords detected(float[][] scores, int slots) {
    return top(scores, slots).withEvidence(evidence.of(scores));
  }

  /** The K likeliest words of each image from its scores, [W], best first, none below SHOWN. */
  public static DetectedWords top(float[][] scores, int slots) {
    int[] ids = new int[scores.length * slots];
    float[] probabilities = new float[ids.length];
    for (int photo = 0; photo < scores.length; photo++) {
      int[] best = best(scores[photo], slots, SHOWN);
      for (int k = 0; k < best.length; k++) {
        ids[photo * slots + k] = best[k] + 1;
        probabilities[photo * slots + k] = Math.min(1, scores[photo][best[k]]);
      }
    }
    return new DetectedWords(scores.length, slots, ids, probabilities);
  }

  /** Images of these grids with their K likeliest words, detected as they are asked for. */
  public FeatureSource over(FeatureSource grids, int slots) {
    return new Detecting(grids, this, slots);
  }

  private record Detecting(FeatureSource features, PhotoWords detection, int slots)
      implements FeatureSource.Forwarding {
    @Override
    public DetectedWords words(int[] images) {
      int length = features.length();
      float[] grids = new float[images.length * length];
      for (int row = 0; row < images.length; row++) {
        features.copy(images[row], grids, row * length);
      }
      return detection.detected(detection.scores(grids, images.length), slots);
    }
  }

  /** The numbers of the likeliest words, best first, at most so many and none less likely. */
  public static int[] best(float[] scores, int most, double least) {
    return IntStream.range(0, scores.length)
        .filter(word -> scores[word] >= least)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b], scores[a]))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Override
  public void close() {
    detector.close();
  }
}
