package org.showtell.decoder.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.CellType;
import org.showtell.decoder.SilentListener;
import org.showtell.decoder.Stack;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingLoop;
import org.showtell.nn.parameter.Parameter;
import org.showtell.testing.Slow;

class SequenceNetworkTest {
  private static final int SYMBOLS = 7;

  private static SequenceConfig config(boolean attention, boolean both, boolean reverse) {
    return new SequenceConfig(
        SYMBOLS, 12, 32, Stack.of(CellType.LSTM, 1), reverse, both, attention, 0);
  }

  /** Words of 2 to 4 symbols and the same in reverse. */
  private static SequencePairs reversals(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> inputs = new ArrayList<>();
    List<int[]> outputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] word = random.ints(2 + random.nextInt(3), 1, SYMBOLS).toArray();
      inputs.add(word);
      outputs.add(reversed(word));
    }
    return new SequencePairs(inputs, outputs);
  }

  private static SequencePairs without(SequencePairs pairs, SequencePairs known) {
    Set<String> seen = new HashSet<>();
    known.inputs().forEach(input -> seen.add(Arrays.toString(input)));
    List<int[]> inputs =
        pairs.inputs().stream().filter(input -> !seen.contains(Arrays.toString(input))).toList();
    List<int[]> outputs =
        pairs.outputs().stream().filter(o -> !seen.contains(Arrays.toString(reversed(o)))).toList();
    return new SequencePairs(inputs, outputs);
  }

  private static int[] reversed(int[] word) {
    int[] turned = new int[word.length];
    for (int t = 0; t < word.length; t++) {
      turned[t] = word[word.length - 1 - t];
    }
    return turned;
  }

  /** A float pass has a finite difference along the gradient that is the gradient's length. */
  @ParameterizedTest
  @CsvSource({"false,false,true", "false,true,false", "true,true,false", "true,false,false"})
  void lossFallsAsTheGradientSays(boolean attention, boolean both, boolean reverse) {
    SequencePairs pairs = reversals(12, 5);
    int[] all = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    try (SequenceNetwork network =
        SequenceNetwork.fresh(config(attention, both, reverse), new SplittableRandom(3))) {
      SequenceTask task = new SequenceTask(network, pairs, 0);
      network.parameters().clearGradients();
      task.accumulate(all, 0, null);
      Map<String, INDArray> gradients = new LinkedHashMap<>();
      network.parameters().all().forEach(p -> gradients.put(p.name(), p.gradient().dup('c')));
      for (Parameter parameter : network.parameters().all()) {
        if (parameter.name().startsWith("memory.")) {
          continue;
        }
        INDArray gradient = gradients.get(parameter.name());
        double norm = gradient.norm2Number().doubleValue();
        double step = 1e-2;
        INDArray before = parameter.value().dup('c');
        parameter.value().addi(gradient.mul(step / norm));
        double above = task.accumulate(all, 0, null).loss();
        parameter.value().assign(before).subi(gradient.mul(step / norm));
        double below = task.accumulate(all, 0, null).loss();
        parameter.value().assign(before);
        assertEquals(
            norm, (above - below) / (2 * step), 0.02 * norm + 2e-4, parameter.name() + " " + norm);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"true,true", "false,true"})
  @Slow
  void reversalOfUnseenWordsIsLearnt(boolean attention, boolean both) throws IOException {
    SequencePairs train = reversals(700, 7);
    SequencePairs held = without(reversals(200, 8), train);
    TrainerConfig trainer =
        new TrainerConfig(
            32,
            new TrainerConfig.Optimiser(0.02, 0.5, 20, 5),
            new TrainerConfig.Regularisation(0, 0.9),
            new TrainerConfig.Stopping(attention ? 9 : 20, 0),
            1);
    SequenceConfig config = config(attention, both, false);
    try (SequenceNetwork network = SequenceNetwork.fresh(config, new SplittableRandom(1));
        TrainingLoop loop =
            new TrainingLoop(network.parameters(), trainer, new SequenceTask(network, train, 0))) {
      loop.run(weights -> 0, new SilentListener(), () -> false);
      try (SequenceNetwork restored =
              SequenceNetwork.restore(config, network.parameters().copies());
          SequenceGenerator greedy = generator(restored, 1);
          SequenceGenerator beams = generator(restored, 3)) {
        double exact = held.exact(greedy);
        assertTrue(exact >= 0.9, "exact " + exact);
        assertTrue(held.exact(beams) >= exact - 0.02, "beams are hardly worse");
        List<int[]> one = greedy.write(held.inputs().subList(3, 4));
        assertArrayEquals(greedy.write(held.inputs()).get(3), one.get(0));
      }
    }
  }

  private static SequenceGenerator generator(SequenceNetwork network, int beams) {
    return new SequenceGenerator(
        network, GenerationConfig.defaults().withNumBeams(beams).withTokens(1, 8));
  }

  @Test
  void readingFromTheEndAndFromBothContradictEachOther() {
    assertThrows(IllegalArgumentException.class, () -> config(false, true, true));
  }
}
