package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.Injection;
import org.showtell.decoder.SemanticConfig;
import org.showtell.decoder.features.FeatureSource;

class CaptionTaskTest {
  private static final int POSITIONS = 2;
  private static final int MEMORY = 3;
  private static final int SLOTS = 2;

  private static final List<int[]> CAPTIONS =
      List.of(new int[] {4, 5, 6}, new int[] {7, 4}, new int[] {8});

  /** Three captions of two photos in which no word was detected. */
  private static TrainingExamples captions() {
    float[][] grids = {{.1f, .2f, .3f, .4f, .5f, .6f}, {-.1f, .3f, -.5f, .2f, 0, 1}};
    FeatureSource plain = FeatureSource.ofGrids(grids, POSITIONS);
    FeatureSource withWords =
        new FeatureSource() {
          @Override
          public int images() {
            return plain.images();
          }

          @Override
          public int positions() {
            return plain.positions();
          }

          @Override
          public int size() {
            return plain.size();
          }

          @Override
          public boolean has(int image) {
            return true;
          }

          @Override
          public void copy(int image, float[] target, int offset) {
            plain.copy(image, target, offset);
          }

          @Override
          public DetectedWords words(int[] images) {
            int length = images.length * SLOTS;
            return new DetectedWords(images.length, SLOTS, new int[length], new float[length]);
          }
        };
    return new TrainingExamples(CAPTIONS, new int[] {0, 0, 1}, withWords);
  }

  /** Sentences of 3, 1 and 2 words. */
  private static SentenceExamples sentences(double draws) {
    return new SentenceExamples(
        List.of(new int[] {5, 6, 7}, new int[] {4}, new int[] {8, 8}),
        List.of(new int[] {1, 3}, new int[] {2}, new int[0]),
        draws,
        new DetectionNoise(SLOTS, new float[] {.9f}, new int[] {5}, new float[] {.2f}));
  }

  private static CaptionNetwork network(boolean attendsToWords, DataType type) {
    DecoderConfig config =
        new DecoderConfig(
                new DecoderConfig.Sizes(9, MEMORY, 3, 4), CellType.LSTM, Injection.INITIAL_STATE, 0)
            .withAttention(AttentionConfig.soft(3).withGridSize(5));
    return new CaptionNetwork(
        attendsToWords ? config.withSemantic(new SemanticConfig(6, SLOTS, 0)) : config,
        type,
        new SplittableRandom(7));
  }

  private static TrainerConfig trainer() {
    return new TrainerConfig(
        4,
        new TrainerConfig.Optimiser(.01, 1, 0, 5),
        new TrainerConfig.Regularisation(0, 0, AttentionObjective.defaults().withCoverage(0)),
        new TrainerConfig.Stopping(1, 0),
        1);
  }

  @Test
  void captionsLieBesideCaptions() {
    try (CaptionNetwork network = network(true, DataType.FLOAT)) {
      int[] lengths = new CaptionTask(network, trainer(), captions(), null, sentences(1)).lengths();
      assertArrayEquals(new int[] {6, 4, 2, 7, 3, 5}, lengths);
    }
    // Of 600 examples of six lengths in batches of 7 no more than five batches hold two kinds.
    SplittableRandom random = new SplittableRandom(2);
    int[] many = random.ints(600, 2, 8).toArray();
    for (int epoch = 0; epoch < 5; epoch++) {
      long mixed =
          BatchPlan.epoch(many, 7, 3, epoch).stream()
              .filter(batch -> IntStream.of(batch).map(i -> many[i] % 2).distinct().count() == 2)
              .count();
      assertTrue(mixed <= 5, "mixed batches: " + mixed);
    }
  }

  @Test
  void weightsAreThoseOfTheImagesAndThenOfTheSentences() {
    try (CaptionNetwork network = network(true, DataType.FLOAT)) {
      double[] draws = {.5, 3};
      assertNull(new CaptionTask(network, trainer(), captions()).weights());
      assertArrayEquals(
          new double[] {.5, .5, 3},
          new CaptionTask(network, trainer(), captions(), draws, null).weights());
      assertArrayEquals(
          new double[] {1, 1, 1, .25, .25, .25},
          new CaptionTask(network, trainer(), captions(), null, sentences(.25)).weights());
      assertArrayEquals(
          new double[] {.5, .5, 3, .25, .25, .25},
          new CaptionTask(network, trainer(), captions(), draws, sentences(.25)).weights());
    }
  }

  private record Step(TrainingLoop.Outcome outcome, double[] gradient) {}

  private static Step step(int... examples) {
    try (CaptionNetwork network = network(true, DataType.DOUBLE)) {
      CaptionTask task = new CaptionTask(network, trainer(), captions(), null, sentences(1));
      network.parameters().clearGradients();
      TrainingLoop.Outcome outcome = task.accumulate(examples, new SplittableRandom(1));
      return new Step(outcome, network.parameters().gradients().data().asDouble());
    }
  }

  @Test
  void mixedBatchIsTheSumOfItsPartsByTheirTokens() {
    // Without keywords and mistakes no step depends on what is drawn.
    try (CaptionNetwork network = network(true, DataType.DOUBLE)) {
      SentenceExamples faultless =
          new SentenceExamples(
              sentences(1).sentences(),
              List.of(new int[0], new int[0], new int[0]),
              1,
              new DetectionNoise(SLOTS, new float[] {.9f}, new int[0], new float[0]));
      CaptionTask task = new CaptionTask(network, trainer(), captions(), null, faultless);
      List<Step> steps = new ArrayList<>();
      for (int[] examples : List.of(new int[] {0, 3, 1, 5}, new int[] {0, 1}, new int[] {3, 5})) {
        network.parameters().clearGradients();
        TrainingLoop.Outcome outcome = task.accumulate(examples, new SplittableRandom(1));
        steps.add(new Step(outcome, network.parameters().gradients().data().asDouble()));
      }
      int captions = steps.get(1).outcome().count();
      int sentences = steps.get(2).outcome().count();
      assertEquals(4 + 3, captions);
      assertEquals(4 + 3, sentences);
      assertEquals(captions + sentences, steps.get(0).outcome().count());
      double all = captions + sentences;
      assertEquals(
          (captions * steps.get(1).outcome().loss() + sentences * steps.get(2).outcome().loss())
              / all,
          steps.get(0).outcome().loss(),
          1e-9);
      double[] expected = new double[steps.get(0).gradient().length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] =
            (captions * steps.get(1).gradient()[i] + sentences * steps.get(2).gradient()[i]) / all;
      }
      assertArrayEquals(expected, steps.get(0).gradient(), 1e-9);
    }
  }

  @Test
  void sentenceWithoutAPhotoLeavesTheGridsWeightsAlone() {
    try (CaptionNetwork network = network(true, DataType.DOUBLE)) {
      CaptionTask task = new CaptionTask(network, trainer(), captions(), null, sentences(1));
      network.parameters().clearGradients();
      task.accumulate(new int[] {3, 4}, new SplittableRandom(1));
      network.parameters().all().stream()
          .filter(parameter -> parameter.name().startsWith("grid."))
          .forEach(
              parameter ->
                  assertEquals(
                      0, parameter.gradient().norm2Number().doubleValue(), parameter.name()));
      assertNotEquals(
          0, network.parameter("words.embedding").gradient().norm2Number().doubleValue());
    }
  }

  @Test
  void stepDependsOnItsGeneratorAlone() {
    assertArrayEquals(step(0, 3, 4).gradient(), step(0, 3, 4).gradient());
    assertTrue(Arrays.stream(step(2, 5).gradient()).allMatch(Double::isFinite));
  }

  @Test
  void refusesSentencesForANetworkThatAttendsToNoWords() {
    try (CaptionNetwork network = network(false, DataType.FLOAT)) {
      assertTrue(
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new CaptionTask(network, trainer(), captions(), null, sentences(1)))
              .getMessage()
              .contains("leave the sentences out"));
    }
  }
}
