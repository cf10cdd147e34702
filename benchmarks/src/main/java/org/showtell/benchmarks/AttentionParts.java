package org.showtell.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.attention.Attention;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionMemory;
import org.showtell.attention.AttentionObjective;
import org.showtell.attention.AttentionPass;
import org.showtell.nn.parameter.ParameterSet;

/** The parts of attention in a training step, each timed by itself on the step's sizes. */
final class AttentionParts implements AutoCloseable {
  private static final int REPEATS = 6;

  private final TrainingSizes sizes;
  private final int positions;
  private final ParameterSet set;
  private final Attention attention;
  private final INDArray grid; // [B*L, D]
  private final INDArray hidden; // [T*B, U]
  private final INDArray state; // [B, U]
  private final INDArray context; // [B, D]
  private final INDArray hiddenGradient; // [B, U]
  private final Map<String, Double> micros = new LinkedHashMap<>();

  AttentionParts(TrainingSizes sizes, int positions, int size, long seed) {
    this.sizes = sizes;
    this.positions = positions;
    AttentionConfig config = AttentionConfig.soft(size);
    set =
        new ParameterSet(
            DataType.FLOAT,
            config.parameters("attention", sizes.memory(), sizes.units()),
            new SplittableRandom(seed));
    attention = config.attention("attention", set);
    grid = Nd4j.rand(DataType.FLOAT, (long) sizes.batch() * positions, sizes.memory());
    hidden = Nd4j.rand(DataType.FLOAT, (long) sizes.steps() * sizes.batch(), sizes.units());
    state = Nd4j.rand(DataType.FLOAT, sizes.batch(), sizes.units());
    context = Nd4j.create(DataType.FLOAT, new long[] {sizes.batch(), sizes.memory()}, 'c');
    hiddenGradient = Nd4j.create(DataType.FLOAT, new long[] {sizes.batch(), sizes.units()}, 'c');
  }

  /** Microseconds per target token of each part. */
  Map<String, Double> measure() {
    pass();
    micros.clear();
    for (int i = 0; i < REPEATS; i++) {
      pass();
    }
    micros.replaceAll((part, sum) -> sum / REPEATS / TrainingSizes.TOKENS);
    return micros;
  }

  private void pass() {
    int steps = sizes.steps();
    AttentionMemory[] memory = new AttentionMemory[1];
    time("keys W a_i + b", () -> memory[0] = attention.remember(grid, positions));
    try (AttentionPass pass = attention.pass(memory[0], steps, new SplittableRandom(1))) {
      time(
          "forward: scores, softmax, context, gate",
          () -> {
            for (int t = 0; t < steps; t++) {
              pass.forward(t, state, context);
            }
          });
      int[] lengths = new int[sizes.batch()];
      java.util.Arrays.fill(lengths, steps);
      time(
          "doubly stochastic penalty",
          () ->
              pass.loss(
                  AttentionObjective.defaults(),
                  new AttentionObjective.Outcomes(lengths, new double[lengths.length])));
      time(
          "backward through the steps",
          () -> {
            for (int t = steps - 1; t >= 0; t--) {
              context.assign(1e-3);
              pass.backward(t, state, context, hiddenGradient);
            }
          });
      time("weight gradients of keys and queries", () -> pass.finish(hidden, grid));
    }
  }

  private void time(String part, Runnable work) {
    long begin = System.nanoTime();
    work.run();
    micros.merge(part, (System.nanoTime() - begin) / 1e3, Double::sum);
  }

  @Override
  public void close() {
    set.close();
    grid.close();
    hidden.close();
    state.close();
    context.close();
    hiddenGradient.close();
  }
}
