package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.decoder.SilentListener;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

class WeightedEpochTest {
  private static final double[] WEIGHTS = {0, 0.25, 1, 1, 2.5, 3};

  private static int[] counts(List<int[]> batches, int examples) {
    int[] counts = new int[examples];
    for (int[] batch : batches) {
      for (int example : batch) {
        counts[example]++;
      }
    }
    return counts;
  }

  @Test
  void anExampleOccursAsOftenAsItsWeightSays() {
    int[] lengths = {3, 1, 2, 3, 1, 2};
    int[] total = new int[lengths.length];
    for (int epoch = 0; epoch < 400; epoch++) {
      int[] counts = counts(BatchPlan.epoch(lengths, WEIGHTS, 4, 9, epoch), lengths.length);
      for (int i = 0; i < counts.length; i++) {
        int whole = (int) WEIGHTS[i];
        assertTrue(counts[i] == whole || counts[i] == whole + 1, Arrays.toString(counts));
        total[i] += counts[i];
      }
    }
    assertEquals(0, total[0]);
    assertEquals(100, total[1], 30);
    assertEquals(400, total[2]);
    assertEquals(1000, total[4], 30);
    assertEquals(1200, total[5]);
  }

  @Test
  void theDrawOfAnEpochDependsOnItsSeedAlone() {
    int[] lengths = new int[200];
    double[] weights = new double[200];
    Arrays.fill(weights, 0.5);
    List<int[]> batches = BatchPlan.epoch(lengths, weights, 8, 5, 3);
    List<int[]> again = BatchPlan.epoch(lengths, weights, 8, 5, 3);
    assertEquals(batches.size(), again.size());
    for (int i = 0; i < batches.size(); i++) {
      assertArrayEquals(batches.get(i), again.get(i));
    }
    assertFalse(
        Arrays.equals(
            counts(batches, 200), counts(BatchPlan.epoch(lengths, weights, 8, 5, 4), 200)));
  }

  @Test
  void weightsOfOneGiveTheEpochThatNoWeightsGive() {
    int[] lengths = {3, 1, 2, 3, 1, 2, 5};
    List<int[]> plain = BatchPlan.epoch(lengths, 2, 5, 3);
    List<int[]> weighted = BatchPlan.epoch(lengths, new double[] {1, 1, 1, 1, 1, 1, 1}, 2, 5, 3);
    for (int i = 0; i < plain.size(); i++) {
      assertArrayEquals(plain.get(i), weighted.get(i));
    }
  }

  @Test
  void theExpectedNumberOfBatchesIsRoundedUp() {
    assertEquals(3, BatchPlan.expectedBatches(new int[11], null, 5));
    assertEquals(2, BatchPlan.expectedBatches(new int[6], WEIGHTS, 4));
    double[] tenths = new double[100];
    Arrays.fill(tenths, 0.1);
    assertEquals(1, BatchPlan.expectedBatches(new int[100], tenths, 10));
    assertEquals(1, BatchPlan.expectedBatches(new int[1], new double[] {0.01}, 10));
  }

  @Test
  void weightsThatCannotBeDrawnByAreRefused() {
    for (double[] weights : List.of(new double[3], new double[] {1}, new double[] {1, -1, 1})) {
      assertThrows(
          IllegalArgumentException.class,
          () -> BatchPlan.expectedBatches(new int[3], weights, 5),
          Arrays.toString(weights));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> BatchPlan.expectedBatches(new int[1], new double[] {Double.NaN}, 5));
  }

  /** A task of one number that is drawn towards 1. */
  private static final class Drawn implements TrainingLoop.Task {
    private final ParameterSet parameters;
    private final List<int[]> seen = new ArrayList<>();

    Drawn(ParameterSet parameters) {
      this.parameters = parameters;
    }

    @Override
    public int[] lengths() {
      return new int[WEIGHTS.length];
    }

    @Override
    public double[] weights() {
      return WEIGHTS;
    }

    @Override
    public TrainingLoop.Outcome accumulate(int[] examples, SplittableRandom random) {
      seen.add(examples);
      double away = parameters.values().getDouble(0) - 1;
      parameters.gradients().addi(away * examples.length);
      return new TrainingLoop.Outcome(away * away, examples.length);
    }
  }

  private static ParameterSet oneNumber() {
    return new ParameterSet(
        DataType.FLOAT,
        List.of(new ParameterSpec("w", 1, 1, Initializer.ZERO)),
        new SplittableRandom(1));
  }

  private static TrainerConfig config(int epochs) {
    return new TrainerConfig(
        2,
        new TrainerConfig.Optimiser(0.1, 1, 0, 5, TrainerConfig.Schedule.COSINE, 0.01),
        new TrainerConfig.Regularisation(0, 0.9),
        new TrainerConfig.Stopping(epochs, 0),
        7);
  }

  @Test
  void aRunThatDrawsGoesOnToTheBit() throws IOException {
    try (ParameterSet whole = oneNumber();
        ParameterSet parts = oneNumber();
        TrainingLoop uninterrupted = new TrainingLoop(whole, config(6), new Drawn(whole))) {
      assertEquals(6, uninterrupted.epochs());
      uninterrupted.run(weights -> 0, new SilentListener(), () -> false);
      int[] batches = {0};
      try (TrainingLoop first = new TrainingLoop(parts, config(6), new Drawn(parts));
          TrainingLoop second = new TrainingLoop(parts, config(6), new Drawn(parts))) {
        TrainingPosition position =
            first.run(weights -> 0, new SilentListener(), () -> ++batches[0] == 9);
        second.resume(position, first.steps(), first.optimiser().memory(), first.average());
        second.run(weights -> 0, new SilentListener(), () -> false);
        assertEquals(uninterrupted.steps(), second.steps());
        assertArrayEquals(uninterrupted.average(), second.average());
      }
      assertEquals(whole.values().getDouble(0), parts.values().getDouble(0));
    }
  }
}
