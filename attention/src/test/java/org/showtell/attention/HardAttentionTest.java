package org.showtell.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.parameter.ParameterSet;

/**
 * REINFORCE on a toy whose answer is known: one look at four positions, of which one, marked by its
 * features, brings a reward of 1 and the others 0.
 */
class HardAttentionTest {
  private static final int POSITIONS = 4;
  private static final int SIZE = 4;
  private static final int UNITS = 2;
  private static final int ROWS = 32;
  private static final int MARK = 0; // the element that marks the rewarding position
  private static final AttentionConfig CONFIG =
      AttentionConfig.soft(8)
          .withMode(AttentionConfig.Mode.HARD)
          .withGate(AttentionConfig.Gate.NONE);
  private static final AttentionObjective REWARD_ONLY = new AttentionObjective(0, 1, 0, 0.9, 1);

  /** Row i's rewarding position is i % 4; the others carry noise. */
  private static INDArray grid() {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = new float[ROWS * POSITIONS * SIZE];
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < POSITIONS; i++) {
        int at = (row * POSITIONS + i) * SIZE;
        values[at + MARK] = i == row % POSITIONS ? 1 : 0;
        for (int d = 1; d < SIZE; d++) {
          values[at + d] = (float) random.nextDouble(-1, 1);
        }
      }
    }
    return Nd4j.createFromArray(values)
        .reshape('c', (long) ROWS * POSITIONS, SIZE)
        .castTo(DataType.DOUBLE);
  }

  private static HardAttention attention(ParameterSet set) {
    return ((HardAttention) CONFIG.attention("a", set)).withSampled(1);
  }

  /** One pass: draws, rewards, adds to the gradients; the mean reward. */
  private static double step(ParameterSet set, INDArray grid, SplittableRandom random) {
    HardAttention attention = attention(set);
    AttentionMemory memory = attention.remember(grid, POSITIONS);
    try (INDArray hidden = Nd4j.ones(DataType.DOUBLE, ROWS, UNITS);
        INDArray context = Nd4j.create(DataType.DOUBLE, new long[] {ROWS, SIZE}, 'c');
        INDArray hiddenGradient = Nd4j.create(DataType.DOUBLE, new long[] {ROWS, UNITS}, 'c');
        AttentionPass pass = attention.pass(memory, 1, random)) {
      pass.forward(0, hidden, context);
      double[] rewards = new double[ROWS];
      for (int row = 0; row < ROWS; row++) {
        rewards[row] = context.getDouble(row, MARK);
      }
      int[] lengths = new int[ROWS];
      Arrays.fill(lengths, 1);
      pass.loss(REWARD_ONLY, new AttentionObjective.Outcomes(lengths, rewards));
      context.assign(0);
      pass.backward(0, hidden, context, hiddenGradient);
      pass.finish(hidden, grid);
      return Arrays.stream(rewards).average().orElseThrow();
    }
  }

  @Test
  void findsTheRewardingLocation() {
    try (ParameterSet set =
            new ParameterSet(
                DataType.DOUBLE, CONFIG.parameters("a", SIZE, UNITS), new SplittableRandom(1));
        INDArray grid = grid()) {
      SplittableRandom random = new SplittableRandom(2);
      double reward = 0;
      for (int i = 0; i < 120; i++) {
        set.clearGradients();
        reward = step(set, grid, random);
        set.values().subi(set.gradients().mul(4));
      }
      assertTrue(reward > 0.9, "share of draws that found it: " + reward);
    }
  }

  @Test
  void gradientEstimateAgreesWithTheExactExpectation() {
    try (ParameterSet set =
            new ParameterSet(
                DataType.DOUBLE, CONFIG.parameters("a", SIZE, UNITS), new SplittableRandom(1));
        INDArray grid = grid()) {
      int passes = 400;
      SplittableRandom random = new SplittableRandom(3);
      for (int i = 0; i < passes; i++) {
        step(set, grid, random);
      }
      INDArray estimate = set.gradients().div(passes);
      // The exact gradient of -E[reward]: the soft context's mark is the expected reward.
      set.clearGradients();
      AttentionConfig soft = CONFIG.withMode(AttentionConfig.Mode.SOFT);
      Attention expectation = soft.attention("a", set);
      AttentionMemory memory = expectation.remember(grid, POSITIONS);
      try (INDArray hidden = Nd4j.ones(DataType.DOUBLE, ROWS, UNITS);
          INDArray context = Nd4j.create(DataType.DOUBLE, new long[] {ROWS, SIZE}, 'c');
          INDArray hiddenGradient = Nd4j.create(DataType.DOUBLE, new long[] {ROWS, UNITS}, 'c');
          AttentionPass pass = expectation.pass(memory, 1, random)) {
        pass.forward(0, hidden, context);
        context.assign(0);
        for (int row = 0; row < ROWS; row++) {
          context.putScalar(row, MARK, -1.0 / ROWS);
        }
        pass.backward(0, hidden, context, hiddenGradient);
        pass.finish(hidden, grid);
      }
      double norm = set.gradients().norm2Number().doubleValue();
      double error = estimate.sub(set.gradients()).norm2Number().doubleValue();
      assertTrue(error < 0.15 * norm, "relative error " + error / norm);
    }
  }

  @Test
  void baselineFollowsTheRewards() {
    try (ParameterSet set =
            new ParameterSet(
                DataType.DOUBLE, CONFIG.parameters("a", SIZE, UNITS), new SplittableRandom(1));
        INDArray grid = grid()) {
      SplittableRandom random = new SplittableRandom(2);
      double first = step(set, grid, random);
      assertEquals(first, set.get("a.baseline").value().getDouble(0), 1e-12);
      double second = step(set, grid, random);
      assertEquals(0.9 * first + 0.1 * second, set.get("a.baseline").value().getDouble(0), 1e-12);
      assertEquals(0, set.get("a.baseline").gradient().getDouble(0));
    }
  }
}
