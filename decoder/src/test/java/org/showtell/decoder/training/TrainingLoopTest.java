package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.SilentListener;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.nn.optim.TrainingDivergedException;

class TrainingLoopTest {
  private static final TrainerConfig CONFIG =
      new TrainerConfig(
          5,
          new TrainerConfig.Optimiser(0.01, 0.9, 3, 5),
          new TrainerConfig.Regularisation(0.1, 0.9),
          new TrainerConfig.Stopping(4, 0),
          42);

  private static TrainingExamples examples() {
    SplittableRandom random = new SplittableRandom(1);
    List<int[]> sentences = new ArrayList<>();
    int[] images = new int[23];
    float[][] features = new float[6][4];
    for (int i = 0; i < images.length; i++) {
      sentences.add(random.ints(2 + random.nextInt(4), 4, 12).toArray());
      images[i] = random.nextInt(6);
    }
    for (float[] vector : features) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) random.nextDouble();
      }
    }
    return new TrainingExamples(sentences, images, FeatureSource.ofVectors(features));
  }

  private static CaptionNetwork network() {
    return CaptionNetwork.fresh(
        new DecoderConfig(
            new DecoderConfig.Sizes(12, 4, 8, 8), CellType.LSTM, Injection.EVERY_STEP, 0.3),
        new SplittableRandom(2));
  }

  private static TrainingLoop loop(
      CaptionNetwork network, TrainerConfig config, TrainingExamples examples) {
    return new TrainingLoop(
        network.parameters(), config, new CaptionTask(network, config, examples));
  }

  private static BooleanSupplier after(int batches) {
    int[] seen = {0};
    return () -> ++seen[0] == batches;
  }

  @Test
  void resumedRunEqualsTheUninterruptedOneToTheBit() throws IOException {
    TrainingExamples examples = examples();
    float[] expected;
    float[] expectedAverage;
    try (CaptionNetwork network = network();
        TrainingLoop trainer = loop(network, CONFIG, examples)) {
      trainer.run(n -> 0, new SilentListener(), () -> false);
      expected = network.parameters().values().data().asFloat();
      expectedAverage = trainer.average();
    }
    // Stopped in the middle of the second epoch, and once more.
    CaptionNetwork network = network();
    TrainingLoop trainer = loop(network, CONFIG, examples);
    for (int stop : new int[] {7, 6, Integer.MAX_VALUE}) {
      TrainingPosition position = trainer.run(n -> 0, new SilentListener(), after(stop));
      CaptionNetwork next = CaptionNetwork.restore(network.config(), network.weights());
      TrainingLoop resumed = loop(next, CONFIG, examples);
      float[] average = trainer.average();
      resumed.resume(position, trainer.steps(), trainer.optimiser().memory(), average);
      trainer.close();
      network.close();
      trainer = resumed;
      network = next;
    }
    assertArrayEquals(expected, network.parameters().values().data().asFloat());
    assertArrayEquals(expectedAverage, trainer.average());
    trainer.close();
    network.close();
  }

  @Test
  void devIsScoredWithTheAverageOfTheWeights() throws IOException {
    float[][] seen = new float[4][];
    int[] epoch = {0};
    try (CaptionNetwork network = network();
        TrainingLoop trainer = loop(network, CONFIG, examples())) {
      trainer.run(
          scored -> {
            seen[epoch[0]++] = flat(scored);
            return 0;
          },
          new SilentListener(),
          () -> false);
      assertArrayEquals(trainer.average(), seen[3]);
      float[] last = network.parameters().values().data().asFloat();
      double distance = 0;
      for (int i = 0; i < last.length; i++) {
        distance += Math.abs(last[i] - seen[3][i]);
      }
      assertTrue(distance > 0.01, "the average lags behind the weights: " + distance);
    }
  }

  private static float[] flat(Map<String, float[]> weights) {
    int length = weights.values().stream().mapToInt(values -> values.length).sum();
    FloatBuffer flat = FloatBuffer.allocate(length);
    weights.values().forEach(flat::put);
    return flat.array();
  }

  @Test
  void lossFalls() throws IOException {
    List<Double> losses = new ArrayList<>();
    TrainingLoop.Listener recorder =
        new TrainingLoop.Listener() {
          @Override
          public void onBatch(TrainingPosition position, int batches, double tokensPerSecond) {}

          @Override
          public void onEpoch(
              TrainingPosition position,
              double meanLoss,
              double score,
              boolean best,
              Map<String, float[]> weights) {
            losses.add(meanLoss);
          }
        };
    try (CaptionNetwork network = network();
        TrainingLoop trainer = loop(network, CONFIG, examples())) {
      trainer.run(n -> 0, recorder, () -> false);
    }
    assertEquals(4, losses.size());
    assertTrue(losses.get(3) < losses.get(0) - 0.1, losses.toString());
  }

  /** 23 captions in batches of 5 are 5 steps an epoch: 40 such epochs count as one of 200 steps. */
  @Test
  void stopsWhenPatienceIsUsedUp() throws IOException {
    TrainerConfig patient =
        new TrainerConfig(
            5,
            new TrainerConfig.Optimiser(0.01, 0.9, 3, 5),
            new TrainerConfig.Regularisation(0, 0),
            new TrainerConfig.Stopping(500, 1),
            42);
    int[] asked = {0};
    try (CaptionNetwork network = network();
        TrainingLoop trainer = loop(network, patient, examples())) {
      TrainingPosition end =
          trainer.run(n -> ++asked[0] == 2 ? 0.3 : 0.2, new SilentListener(), () -> false);
      assertEquals(2 + 40, asked[0]);
      assertEquals(1, end.bestEpoch());
      assertEquals(0.3, end.bestScore());
    }
  }

  @Test
  void smallDataGetsEnoughStepsAndKeepsItsRate() {
    TrainerConfig automatic =
        new TrainerConfig(
            128,
            new TrainerConfig.Optimiser(1e-3, 0.85, 0, 5),
            new TrainerConfig.Regularisation(0, 0),
            new TrainerConfig.Stopping(0, 4),
            1);
    assertEquals(1000, automatic.epochsFor(4));
    assertEquals(20, automatic.epochsFor(235));
    assertEquals(1e-3 * Math.pow(0.85, 3), automatic.rate(3, 700, 235), 1e-12);
    assertEquals(1e-3 * Math.pow(0.85, 3 * 0.02), automatic.rate(3, 12, 4), 1e-12);
  }

  @Test
  void lossThatIsNoNumberStopsWithTheStepNamed() {
    TrainingExamples sound = examples();
    float[][] unsound = new float[6][4];
    unsound[0][0] = Float.NaN;
    TrainingExamples examples =
        new TrainingExamples(sound.sentences(), sound.images(), FeatureSource.ofVectors(unsound));
    try (CaptionNetwork network = network();
        TrainingLoop trainer = loop(network, CONFIG, examples)) {
      TrainingDivergedException stopped =
          assertThrows(
              TrainingDivergedException.class,
              () -> trainer.run(n -> 0, new SilentListener(), () -> false));
      assertTrue(
          stopped.getMessage().startsWith("Training diverged at epoch 1, step"),
          stopped.getMessage());
    }
  }

  @Test
  void everyCaptionIsSeenOnceAnEpochInAnOrderThatOnlyTheSeedDecides() {
    int[] lengths = new int[103];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = i % 7;
    }
    List<int[]> batches = BatchPlan.epoch(lengths, 10, 5, 2);
    boolean[] seen = new boolean[lengths.length];
    int longestSpread = 0;
    for (int[] batch : batches) {
      int least = Integer.MAX_VALUE;
      int most = 0;
      for (int caption : batch) {
        assertTrue(!seen[caption]);
        seen[caption] = true;
        least = Math.min(least, lengths[caption]);
        most = Math.max(most, lengths[caption]);
      }
      longestSpread = Math.max(longestSpread, most - least);
    }
    for (boolean one : seen) {
      assertTrue(one);
    }
    assertTrue(longestSpread <= 1, "equal lengths lie side by side");
    assertArrayEquals(batches.get(0), BatchPlan.epoch(lengths, 10, 5, 2).get(0));
    assertTrue(!java.util.Arrays.equals(batches.get(0), BatchPlan.epoch(lengths, 10, 5, 3).get(0)));
  }
}
