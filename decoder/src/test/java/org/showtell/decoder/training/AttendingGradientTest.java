package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.GradientCheck;
import org.showtell.decoder.Injection;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.nn.optim.Adam;
import org.showtell.nn.parameter.Parameter;

class AttendingGradientTest {
  private static final int POSITIONS = 4;
  private static final int MEMORY = 3;

  static DecoderConfig toy(AttentionConfig attention) {
    return toy(attention, Injection.INITIAL_STATE);
  }

  static DecoderConfig toy(AttentionConfig attention, Injection injection) {
    return new DecoderConfig(new DecoderConfig.Sizes(9, MEMORY, 3, 4), CellType.LSTM, injection, 0)
        .withAttention(attention);
  }

  static CaptionBatch toyBatch() {
    float[] memory = new float[3 * POSITIONS * MEMORY];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < memory.length; i++) {
      memory[i] = (float) random.nextDouble(-1, 1);
    }
    return CaptionBatch.of(
        List.of(new int[] {4, 5, 6}, new int[] {7, 4}, new int[] {8}), POSITIONS, memory);
  }

  static CaptionGradient.Pass pass(
      CaptionBatch batch, boolean backward, Consumer<INDArray> features) {
    return new CaptionGradient.Pass(
        0, new SplittableRandom(1), backward, batch.targetCount(), null, features);
  }

  private static AttendingGradient gradient(CaptionNetwork network) {
    return new AttendingGradient(network, 0, AttentionObjective.defaults().withCoverage(1));
  }

  @ParameterizedTest
  @CsvSource({
    "ADDITIVE,NONE,INITIAL_STATE,0,1",
    "ADDITIVE,SCALAR,EVERY_STEP_AND_STATE,5,1",
    "ADDITIVE,VECTOR,INITIAL_STATE,2,1",
    "DOT_PRODUCT,SCALAR,INITIAL_STATE,2,1",
    "DOT_PRODUCT,NONE,EVERY_STEP_AND_STATE,0,1",
    "ADDITIVE,SCALAR,EVERY_STEP_AND_STATE,0,2"
  })
  void gradientsEqualCentralDifferences(
      AttentionConfig.Score score,
      AttentionConfig.Gate gate,
      Injection injection,
      int gridSize,
      int layers) {
    AttentionConfig attention =
        new AttentionConfig(score, AttentionConfig.Mode.SOFT, gate, 2, gridSize);
    try (CaptionNetwork network =
        new CaptionNetwork(
            toy(attention, injection).withLayers(layers),
            DataType.DOUBLE,
            new SplittableRandom(7))) {
      assertEquals(network.config().parameterCount(), network.parameters().count());
      network.setMemoryScale(
          new float[] {.1f, .2f, -.1f}, new float[] {1, 2, 1.5f}, new float[] {3, 1, 2});
      AttendingGradient gradient = gradient(network);
      CaptionBatch batch = toyBatch();
      network.parameters().clearGradients();
      gradient.pass(batch, pass(batch, true, null));
      for (Parameter parameter : network.parameters().all()) {
        if (!parameter.name().startsWith("memory.")) {
          GradientCheck.check(
              () -> gradient.pass(batch, pass(batch, false, null)).total(), parameter);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"EVERY_STEP_AND_STATE,0", "INITIAL_STATE,0", "EVERY_STEP_AND_STATE,2"})
  void featuresGetTheirGradientBeforeTheyWereStandardised(Injection injection, int gridSize) {
    AttentionConfig attention = AttentionConfig.soft(3).withGridSize(gridSize);
    try (CaptionNetwork network =
        new CaptionNetwork(toy(attention, injection), DataType.DOUBLE, new SplittableRandom(7))) {
      network.setMemoryScale(
          new float[] {.1f, .2f, -.1f}, new float[] {1, 2, 1.5f}, new float[] {3, 1, 2});
      AttendingGradient gradient = gradient(network);
      MemoryGradientCheck.check(
          toyBatch(),
          batch -> gradient.pass(batch, pass(batch, false, null)).total(),
          (batch, taken) -> gradient.pass(batch, pass(batch, true, taken)));
    }
  }

  @Test
  void floatsGiveTheGradientOfDoubles() {
    AttentionConfig attention = AttentionConfig.soft(32).withGridSize(16);
    try (CaptionNetwork floats =
            new CaptionNetwork(toy(attention), DataType.FLOAT, new SplittableRandom(7));
        CaptionNetwork doubles =
            new CaptionNetwork(toy(attention), DataType.DOUBLE, new SplittableRandom(7))) {
      double lossOfFloats = gradient(floats).pass(toyBatch(), pass(toyBatch(), true, null)).total();
      double lossOfDoubles =
          gradient(doubles).pass(toyBatch(), pass(toyBatch(), true, null)).total();
      assertEquals(lossOfDoubles, lossOfFloats, 1e-5);
      try (INDArray difference =
          floats
              .parameters()
              .gradients()
              .castTo(DataType.DOUBLE)
              .subi(doubles.parameters().gradients())) {
        assertEquals(0, difference.amaxNumber().doubleValue(), 1e-5);
      }
    }
  }

  @Test
  void paddingChangesNothing() {
    try (CaptionNetwork network =
        new CaptionNetwork(
            toy(AttentionConfig.soft(3)), DataType.DOUBLE, new SplittableRandom(7))) {
      CaptionBatch batch = toyBatch();
      network.parameters().clearGradients();
      double loss = gradient(network).pass(batch, pass(batch, true, null)).total();
      try (INDArray first = network.parameters().gradients().dup()) {
        int steps = batch.steps() + 3;
        CaptionBatch padded =
            new CaptionBatch(
                batch.rows(),
                steps,
                Arrays.copyOf(batch.inputs(), steps * batch.rows()),
                Arrays.copyOf(batch.targets(), steps * batch.rows()),
                POSITIONS,
                batch.memory());
        network.parameters().clearGradients();
        double again = gradient(network).pass(padded, pass(padded, true, null)).total();
        assertEquals(loss, again, 1e-12, "the penalty counts no padding");
        assertEquals(
            0, network.parameters().gradients().sub(first).amaxNumber().doubleValue(), 1e-14);
      }
    }
  }

  @Test
  void penaltyDoesNotDependOnTheBatchSize() {
    try (CaptionNetwork network =
        new CaptionNetwork(
            toy(AttentionConfig.soft(3)), DataType.DOUBLE, new SplittableRandom(7))) {
      int[] words = {4, 5, 6};
      float[] memory = Arrays.copyOf(toyBatch().memory(), POSITIONS * MEMORY);
      float[] twice = new float[2 * memory.length];
      System.arraycopy(memory, 0, twice, 0, memory.length);
      System.arraycopy(memory, 0, twice, memory.length, memory.length);
      CaptionBatch one = CaptionBatch.of(List.of(words), POSITIONS, memory);
      CaptionBatch two = CaptionBatch.of(List.of(words, words), POSITIONS, twice);
      assertEquals(
          gradient(network).pass(one, pass(one, false, null)).attentionLoss(),
          gradient(network).pass(two, pass(two, false, null)).attentionLoss(),
          1e-12);
    }
  }

  @Test
  void firstLossIsThatOfAUniformGuess() {
    DecoderConfig config =
        new DecoderConfig(
                new DecoderConfig.Sizes(50, MEMORY, 8, 8),
                CellType.LSTM,
                Injection.INITIAL_STATE,
                0)
            .withAttention(AttentionConfig.soft(8));
    try (CaptionNetwork network = CaptionNetwork.fresh(config, new SplittableRandom(7))) {
      assertEquals(Math.log(50), new CaptionGradient(network, 0).loss(toyBatch()), 0.1);
    }
  }

  @ParameterizedTest
  @CsvSource({"ADDITIVE,SOFT", "DOT_PRODUCT,SOFT", "ADDITIVE,HARD"})
  void overfitsOneBatch(AttentionConfig.Score score, AttentionConfig.Mode mode) {
    DecoderConfig config =
        new DecoderConfig(
                new DecoderConfig.Sizes(9, MEMORY, 16, 32),
                CellType.LSTM,
                Injection.INITIAL_STATE,
                0)
            .withAttention(new AttentionConfig(score, mode, AttentionConfig.Gate.SCALAR, 16));
    try (CaptionNetwork network = CaptionNetwork.fresh(config, new SplittableRandom(5));
        Adam adam = new Adam(network.parameters(), Adam.Config.defaults())) {
      CaptionGradient gradient = new CaptionGradient(network, 0);
      double loss = 0;
      for (int i = 0; i < 40; i++) {
        network.parameters().clearGradients();
        loss = gradient.accumulate(toyBatch(), 0, new SplittableRandom(i));
        adam.step(0.02);
      }
      assertTrue(loss < 0.2, "loss after 40 steps: " + loss);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ADDITIVE,SOFT,VECTOR,5",
    "DOT_PRODUCT,SOFT,NONE,2",
    "ADDITIVE,SOFT,SCALAR,0",
    "ADDITIVE,HARD,SCALAR,0"
  })
  void parameterCountEqualsTheFormula(
      AttentionConfig.Score score,
      AttentionConfig.Mode mode,
      AttentionConfig.Gate gate,
      int gridSize) {
    AttentionConfig attention = new AttentionConfig(score, mode, gate, 7, gridSize);
    try (CaptionNetwork network = CaptionNetwork.fresh(toy(attention), new SplittableRandom(5))) {
      assertEquals(network.config().parameterCount(), network.parameters().count());
    }
  }
}
