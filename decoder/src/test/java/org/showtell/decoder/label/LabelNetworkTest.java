package org.showtell.decoder.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.decoder.CellType;
import org.showtell.decoder.GradientCheck;
import org.showtell.decoder.SilentListener;
import org.showtell.decoder.Stack;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.nn.parameter.Parameter;
import org.showtell.testing.Slow;

class LabelNetworkTest {
  private static final int SIZE = 6;

  private static LabelConfig config(CellType cell, boolean both, LabelScope scope, int units) {
    return new LabelConfig(SIZE, 2, units, Stack.of(cell, 1), both, scope, 0);
  }

  /**
   * A bump that moves to the right (label 1) or, the same frames in reverse, to the left (label 0).
   *
   * @param perFrame whether each frame has the label of the way that was gone so far
   */
  private static LabelExamples moving(int clips, long seed, boolean perFrame) {
    SplittableRandom random = new SplittableRandom(seed);
    List<float[]> frames = new ArrayList<>();
    List<LabelExamples.Clip> all = new ArrayList<>();
    for (int clip = 0; clip < clips; clip++) {
      int count = 4 + random.nextInt(3);
      double begin = random.nextDouble() * 2;
      int label = clip % 2;
      int[] labels = new int[perFrame ? count : 1];
      all.add(new LabelExamples.Clip(frames.size(), count, labels));
      for (int t = 0; t < count; t++) {
        double at = begin + 0.7 * (label == 1 ? t : count - 1 - t);
        float[] frame = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
          frame[i] = (float) (Math.exp(-(i - at) * (i - at)) + 0.02 * random.nextGaussian());
        }
        frames.add(frame);
        labels[perFrame ? t : 0] = perFrame && t == 0 ? -1 : label;
      }
    }
    return new LabelExamples(FeatureSource.ofVectors(frames.toArray(float[][]::new)), all);
  }

  @ParameterizedTest
  @CsvSource({"LSTM,true,CLIP", "GRU,false,FRAME", "MUT1,true,FRAME", "VANILLA,false,MEAN"})
  void gradientsAreThoseOfTheLoss(CellType cell, boolean both, LabelScope scope) {
    LabelExamples examples = moving(4, 1, scope == LabelScope.FRAME);
    int[] all = {0, 1, 2, 3};
    try (LabelNetwork network =
        new LabelNetwork(config(cell, both, scope, 3), DataType.DOUBLE, new SplittableRandom(2))) {
      LabelTask task = new LabelTask(network, examples, 0, null);
      network.parameters().clearGradients();
      task.accumulate(all, 0, null);
      List<double[]> kept = new ArrayList<>();
      for (Parameter parameter : network.parameters().all()) {
        kept.add(parameter.gradient().dup('c').data().asDouble());
      }
      int i = 0;
      for (Parameter parameter : network.parameters().all()) {
        double[] gradient = kept.get(i++);
        if (parameter.name().startsWith("memory.")) {
          continue;
        }
        GradientCheck.check(
            () -> {
              double loss = task.accumulate(all, 0, null).loss();
              parameter
                  .gradient()
                  .assign(
                      Nd4j.createFromArray(gradient).reshape('c', parameter.gradient().shape()));
              return loss;
            },
            parameter);
      }
    }
  }

  private static double trained(LabelConfig config, boolean perFrame) throws IOException {
    LabelExamples train = moving(80, 3, perFrame);
    LabelExamples dev = moving(40, 4, perFrame);
    TrainerConfig trainer =
        new TrainerConfig(
            16,
            new TrainerConfig.Optimiser(0.02, 1, 5, 5),
            new TrainerConfig.Regularisation(0, 0),
            new TrainerConfig.Stopping(20, 0),
            1);
    try (LabelNetwork network = new LabelNetwork(config, DataType.FLOAT, new SplittableRandom(1));
        TrainingLoop loop =
            new TrainingLoop(
                network.parameters(), trainer, new LabelTask(network, train, 0, null))) {
      loop.run(weights -> 0, new SilentListener(), () -> false);
      return dev.accuracy(network);
    }
  }

  @Test
  @Slow
  void directionIsLearntFromTheOrderAndNotFromTheMean() throws IOException {
    double ordered = trained(config(CellType.LSTM, false, LabelScope.CLIP, 12), false);
    double both = trained(config(CellType.GRU, true, LabelScope.CLIP, 12), false);
    double pooled = trained(config(CellType.LSTM, false, LabelScope.MEAN, 12), false);
    assertTrue(ordered > 0.95, "LSTM " + ordered);
    assertTrue(both > 0.95, "GRU in both directions " + both);
    assertTrue(pooled > 0.3 && pooled < 0.7, "the mean has no order, but got " + pooled);
  }

  @Test
  void eachFrameGetsTheLabelOfTheWaySoFar() throws IOException {
    double accuracy = trained(config(CellType.LSTM, false, LabelScope.FRAME, 12), true);
    assertTrue(accuracy > 0.95, "per frame " + accuracy);
  }

  @Test
  void restoredNetworkSaysTheSame() {
    LabelConfig config =
        new LabelConfig(
            SIZE, 3, 4, new Stack(CellType.GRU, 2, true, 0.2), true, LabelScope.FRAME, 0.5);
    float[] frames = new float[5 * SIZE];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = (i * 7 % 11) / 11f;
    }
    try (LabelNetwork network = new LabelNetwork(config, DataType.FLOAT, new SplittableRandom(6));
        LabelNetwork restored = LabelNetwork.restore(config, network.parameters().copies())) {
      float[][] expected = network.probabilities(frames);
      float[][] found = restored.probabilities(frames);
      assertEquals(5, found.length);
      for (int t = 0; t < found.length; t++) {
        assertArrayEquals(expected[t], found[t], 1e-6f);
        assertEquals(1, found[t][0] + found[t][1] + found[t][2], 1e-5);
      }
    }
  }
}
