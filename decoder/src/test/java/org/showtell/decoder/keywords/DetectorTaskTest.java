package org.showtell.decoder.keywords;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.decoder.GradientCheck;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.Parameter;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

class DetectorTaskTest {
  private static final int FEATURES = 3;
  private static final int WORDS = 4;

  private static DetectorExamples examples(float... silence) {
    return new DetectorExamples(
        new float[][] {{.5f, -1, 2}, {1, .25f, -.5f}, {-2, 1, 0}},
        new int[][] {{0, 2}, {1}, {}},
        silence,
        new double[] {1, 2, .5});
  }

  private static ParameterSet parameters() {
    return new ParameterSet(
        DataType.DOUBLE,
        List.of(
            new ParameterSpec("detector.W", FEATURES, WORDS, Initializer.GLOROT),
            new ParameterSpec(
                "detector.b", 1, WORDS, Initializer.values(new float[] {.1f, -.2f, .3f, 0}))),
        new SplittableRandom(3));
  }

  private static double loss(
      ParameterSet parameters, DetectorExamples examples, double dropout, int... photos) {
    TrainingLoop.Outcome outcome =
        new DetectorTraining.Task(parameters, examples, examples.statistics(), dropout)
            .accumulate(photos, new SplittableRandom(1));
    assertEquals(photos.length, outcome.count());
    return outcome.loss();
  }

  @Test
  void gradientsEqualCentralDifferences() {
    for (double dropout : new double[] {0, .4}) {
      DetectorExamples examples = examples(1, .3f, 0);
      try (ParameterSet parameters = parameters()) {
        parameters.clearGradients();
        loss(parameters, examples, dropout, 0, 1, 2, 1);
        double[] gradients = parameters.gradients().data().asDouble();
        for (Parameter parameter : parameters.all()) {
          GradientCheck.check(
              () -> {
                double[] kept = parameters.gradients().data().asDouble();
                double loss = loss(parameters, examples, dropout, 0, 1, 2, 1);
                for (int i = 0; i < kept.length; i++) {
                  parameters.gradients().data().put(i, kept[i]);
                }
                return loss;
              },
              parameter);
        }
        assertArrayEquals(gradients, parameters.gradients().data().asDouble());
      }
    }
  }

  @Test
  void silentPhotoTeachesItsWordsAlone() {
    DetectorExamples examples = examples(0, 1, 1);
    try (ParameterSet parameters = parameters()) {
      parameters.clearGradients();
      loss(parameters, examples, 0, 0);
      for (int word = 0; word < WORDS; word++) {
        boolean used = word == 0 || word == 2;
        double bias = parameters.get("detector.b").gradient().getDouble(0, word);
        for (double gradient :
            new double[] {
              bias,
              parameters.get("detector.W").gradient().getDouble(0, word),
              parameters.get("detector.W").gradient().getDouble(1, word),
              parameters.get("detector.W").gradient().getDouble(2, word)
            }) {
          if (used) {
            assertNotEquals(0, gradient, "word " + word);
          } else {
            assertEquals(0, gradient, "word " + word);
          }
        }
      }
    }
  }

  @Test
  void lossOfAnUntrainedDetectorIsThatOfACoinForEachWord() {
    try (ParameterSet parameters = parameters()) {
      parameters.values().assign(0);
      assertEquals(WORDS * Math.log(2), loss(parameters, examples(1, 1, 1), 0, 0, 1, 2), 1e-6);
      assertEquals(2 * Math.log(2), loss(parameters, examples(0, 1, 1), 0, 0), 1e-6);
    }
  }

  @Test
  void lossOfExtremeLogitsIsFinite() {
    try (ParameterSet parameters = parameters()) {
      parameters.values().assign(0);
      parameters.get("detector.b").value().assign(2000);
      assertEquals(2 * 2000, loss(parameters, examples(1, 1, 1), 0, 0), 1e-6);
      parameters.get("detector.b").value().assign(-2000);
      assertEquals(2 * 2000, loss(parameters, examples(1, 1, 1), 0, 0), 1e-6);
    }
  }

  @Test
  void photosAreDrawnAsOftenAsTheyAsk() {
    try (ParameterSet parameters = parameters()) {
      DetectorExamples examples = examples(1, 1, 1);
      DetectorTraining.Task task =
          new DetectorTraining.Task(parameters, examples, examples.statistics(), 0);
      assertArrayEquals(new double[] {1, 2, .5}, task.weights());
      assertEquals(3, task.lengths().length);
    }
  }

  @Test
  void examplesAreCountedStandardisedAndChosen() {
    DetectorExamples examples = examples(1, .3f, 0);
    assertArrayEquals(new long[] {1, 1, 1, 0}, examples.counts(WORDS));
    float[][] statistics = examples.statistics();
    assertEquals(-1 / 6f, statistics[0][0], 1e-6);
    double deviation = Math.sqrt((.25 + 1 + 4) / 3 - 1 / 36.0);
    assertEquals(1 / (deviation + .01), statistics[1][0], 1e-5);
    DetectorExamples some = examples.of(new int[] {2, 0});
    assertEquals(2, some.size());
    assertArrayEquals(new int[] {0, 2}, some.words()[1]);
    assertArrayEquals(new float[] {0, 1}, some.silence());
    assertArrayEquals(new double[] {.5, 1}, some.draws());
  }

  @Test
  void refusesExamplesOfDifferentNumbers() {
    assertThrows(IllegalArgumentException.class, () -> examples(1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DetectorExamples(new float[0][], new int[0][], new float[0], new double[0]));
  }
}
