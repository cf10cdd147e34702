package org.showtell.decoder.keywords;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.showtell.decoder.SilentListener;
import org.showtell.decoder.training.TrainerConfig;

class WordDetectorTest {
  private static final DetectorConfig CONFIG = new DetectorConfig(5, 3, 2);
  private static final int SUMMARY = 8;

  private static Map<String, float[]> weights(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, float[]> weights = new LinkedHashMap<>();
    WordDetector.weightShapes(CONFIG)
        .forEach((name, shape) -> weights.put(name, random(shape[0] * shape[1], random)));
    return weights;
  }

  private static float[] random(int length, SplittableRandom random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  @Test
  void probabilitiesAreThoseOfItsFormula() {
    Map<String, float[]> weights = weights(1);
    float[] summary = random(SUMMARY, new SplittableRandom(2));
    try (WordDetector detector = new WordDetector(CONFIG, weights)) {
      float[] found = detector.probabilities(summary);
      for (int word = 0; word < 5; word++) {
        double logit = weights.get("detector.b")[word];
        for (int i = 0; i < SUMMARY; i++) {
          logit +=
              (summary[i] - weights.get("detector.mean")[i])
                  * weights.get("detector.scale")[i]
                  * weights.get("detector.W")[i * 5 + word];
        }
        assertEquals(1 / (1 + Math.exp(-logit)), found[word], 1e-6);
      }
    }
  }

  @Test
  void aBatchIsItsPhotosOneByOne() {
    float[] summaries = random(3 * SUMMARY, new SplittableRandom(2));
    try (WordDetector detector = new WordDetector(CONFIG, weights(1))) {
      float[] together = detector.probabilities(summaries);
      assertEquals(3 * 5, together.length);
      for (int photo = 0; photo < 3; photo++) {
        float[] one = Arrays.copyOfRange(summaries, photo * SUMMARY, (photo + 1) * SUMMARY);
        assertArrayEquals(
            Arrays.copyOfRange(together, photo * 5, (photo + 1) * 5),
            detector.probabilities(one),
            1e-6f);
      }
    }
  }

  @Test
  void itsWeightsMakeTheSameDetector() {
    float[] summaries = random(3 * SUMMARY, new SplittableRandom(2));
    try (WordDetector detector = new WordDetector(CONFIG, weights(1));
        WordDetector copy = new WordDetector(CONFIG, detector.weights())) {
      assertArrayEquals(detector.probabilities(summaries), copy.probabilities(summaries));
    }
  }

  @Test
  void parametersAreThoseOfTheFormula() {
    assertEquals((SUMMARY + 1) * 5, CONFIG.parameterCount());
    Map<String, int[]> shapes = WordDetector.weightShapes(CONFIG);
    int[] weight = shapes.get("detector.W");
    int[] bias = shapes.get("detector.b");
    assertEquals(CONFIG.parameterCount(), weight[0] * weight[1] + bias[0] * bias[1]);
  }

  @Test
  void refusesWrongLengths() {
    for (String name : WordDetector.weightShapes(CONFIG).keySet()) {
      Map<String, float[]> longer = weights(1);
      longer.put(name, new float[longer.get(name).length + 1]);
      Map<String, float[]> without = weights(1);
      without.remove(name);
      assertTrue(refused(longer).contains(name));
      assertTrue(refused(without).contains(name + ", but got 0"));
    }
    try (WordDetector detector = new WordDetector(CONFIG, weights(1))) {
      assertThrows(
          IllegalArgumentException.class, () -> detector.probabilities(new float[SUMMARY + 1]));
      assertThrows(IllegalArgumentException.class, () -> detector.probabilities(new float[0]));
    }
  }

  private static String refused(Map<String, float[]> weights) {
    return assertThrows(
            IllegalArgumentException.class, () -> new WordDetector(CONFIG, weights).close())
        .getMessage();
  }

  private static TrainerConfig trainer(int epochs) {
    return new TrainerConfig(
        16,
        new TrainerConfig.Optimiser(.05, 1, 0, 5),
        new TrainerConfig.Regularisation(0, 0),
        new TrainerConfig.Stopping(epochs, 0),
        7);
  }

  /** Photos of which feature w is high where word w was used. */
  private static DetectorExamples separable(int photos) {
    SplittableRandom random = new SplittableRandom(4);
    float[][] summaries = new float[photos][];
    int[][] words = new int[photos][];
    for (int photo = 0; photo < photos; photo++) {
      float[] summary = random(SUMMARY, random);
      words[photo] = IntStream.range(0, 5).filter(word -> summary[word] > 0).toArray();
      for (int word = 0; word < 5; word++) {
        summary[word] += summary[word] > 0 ? .5f : -.5f;
      }
      summaries[photo] = summary;
    }
    return examples(summaries, words);
  }

  private static DetectorExamples examples(float[][] summaries, int[][] words) {
    float[] silence = new float[summaries.length];
    double[] draws = new double[summaries.length];
    Arrays.fill(silence, 1);
    Arrays.fill(draws, 1);
    return new DetectorExamples(summaries, words, silence, draws);
  }

  /** Share of the photos' words, used or not, that are told right at a threshold of a half. */
  private static double right(DetectorExamples examples, float[][] probabilities) {
    double right = 0;
    for (int photo = 0; photo < examples.size(); photo++) {
      int[] used = examples.words()[photo];
      for (int word = 0; word < probabilities[photo].length; word++) {
        int w = word;
        boolean there = Arrays.stream(used).anyMatch(u -> u == w);
        right += there == probabilities[photo][word] > .5f ? 1 : 0;
      }
    }
    return right / examples.size() / probabilities[0].length;
  }

  private static float[][] seen(WordDetector detector, DetectorExamples examples) {
    return Arrays.stream(examples.summaries()).map(detector::probabilities).toArray(float[][]::new);
  }

  @Test
  void learnsWhatCanBeSeparatedAndSaysItOfOtherPhotosToo() throws IOException {
    DetectorExamples examples = separable(60);
    DetectorTraining training = new DetectorTraining(CONFIG, trainer(20));
    try (WordDetector detector = training.train(examples, new SilentListener(), () -> false)) {
      assertTrue(right(examples, seen(detector, examples)) > .98);
    }
    assertTrue(
        right(examples, training.crossFit(examples, 3, new SilentListener(), () -> false)) > .9);
  }

  @Test
  void crossFittingNeverLetsADetectorSeeItsOwnPhotos() throws IOException {
    // More features than photos, and words that have nothing to do with them.
    int photos = 30;
    DetectorConfig config = new DetectorConfig(4, 30, 0);
    SplittableRandom random = new SplittableRandom(5);
    float[][] summaries = new float[photos][];
    int[][] words = new int[photos][];
    for (int photo = 0; photo < photos; photo++) {
      summaries[photo] = random(config.summarySize(), random);
      words[photo] = IntStream.range(0, 4).filter(word -> random.nextBoolean()).toArray();
    }
    DetectorExamples noise = examples(summaries, words);
    DetectorTraining training = new DetectorTraining(config, trainer(30));
    try (WordDetector detector = training.train(noise, new SilentListener(), () -> false)) {
      double memorised = right(noise, seen(detector, noise));
      assertTrue(memorised > .95, "of its own photos: " + memorised);
    }
    double others = right(noise, training.crossFit(noise, 3, new SilentListener(), () -> false));
    assertEquals(.5, others, .13, "of photos that it never saw");
  }

  @Test
  void beginsWithTheWordsShares() throws IOException {
    DetectorExamples examples =
        examples(new float[][] {new float[SUMMARY], new float[SUMMARY]}, new int[][] {{0, 1}, {0}});
    try (WordDetector detector =
        new DetectorTraining(
                CONFIG,
                new TrainerConfig(
                    2,
                    new TrainerConfig.Optimiser(1e-9, 1, 0, 5),
                    new TrainerConfig.Regularisation(0, 0),
                    new TrainerConfig.Stopping(1, 0),
                    7))
            .train(examples, new SilentListener(), () -> false)) {
      float[] found = detector.probabilities(new float[SUMMARY]);
      assertTrue(found[0] > .98, Arrays.toString(found));
      assertEquals(.5, found[1], 1e-3);
      assertEquals(1e-4, found[2], 1e-5);
    }
  }

  @Test
  void trainingIsTheSameForTheSameSeed() throws IOException {
    DetectorExamples examples = separable(20);
    DetectorTraining training = new DetectorTraining(CONFIG, trainer(2));
    assertArrayEquals(
        training.crossFit(examples, 2, new SilentListener(), () -> false),
        training.crossFit(examples, 2, new SilentListener(), () -> false));
  }

  @Test
  void crossFittingEndsWhereItIsToldTo() throws IOException {
    boolean[] asked = {false};
    float[][] probabilities =
        new DetectorTraining(CONFIG, trainer(2))
            .crossFit(
                separable(20),
                2,
                new SilentListener(),
                () -> {
                  boolean before = asked[0];
                  asked[0] = true;
                  return before;
                });
    assertEquals(10, Arrays.stream(probabilities).filter(p -> p != null).count());
  }

  @Test
  void refusesFoldsWithoutPhotos() {
    DetectorTraining training = new DetectorTraining(CONFIG, trainer(1));
    for (int folds : new int[] {1, 21}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> training.crossFit(separable(20), folds, new SilentListener(), () -> false));
    }
  }
}
