package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.GradientCheck;
import org.showtell.decoder.Injection;
import org.showtell.decoder.Stack;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.nn.optim.Adam;
import org.showtell.nn.parameter.Parameter;

class CaptionGradientTest {
  static DecoderConfig toy(Injection injection) {
    return new DecoderConfig(new DecoderConfig.Sizes(9, 4, 5, 6), CellType.LSTM, injection, 0);
  }

  static CaptionBatch toyBatch(int memorySize) {
    float[] memory = new float[3 * memorySize];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < memory.length; i++) {
      memory[i] = (float) random.nextDouble(-1, 1);
    }
    return CaptionBatch.of(List.of(new int[] {4, 5, 6}, new int[] {7, 4}, new int[] {8}), memory);
  }

  @ParameterizedTest
  @EnumSource(Injection.class)
  void gradientsEqualCentralDifferences(Injection injection) {
    try (CaptionNetwork network =
        new CaptionNetwork(toy(injection), DataType.DOUBLE, new SplittableRandom(7))) {
      CaptionGradient gradient = new CaptionGradient(network, 0);
      CaptionBatch batch = toyBatch(4);
      network.parameters().clearGradients();
      gradient.accumulate(batch, 0, new SplittableRandom(1));
      for (Parameter parameter : network.parameters().all()) {
        check(gradient, batch, parameter);
      }
    }
  }

  private static void check(CaptionGradient gradient, CaptionBatch batch, Parameter parameter) {
    GradientCheck.check(() -> gradient.loss(batch), parameter);
  }

  @ParameterizedTest
  @EnumSource(Injection.class)
  void featuresGetTheirGradient(Injection injection) {
    try (CaptionNetwork network =
        new CaptionNetwork(
            toy(injection).withLayers(2), DataType.DOUBLE, new SplittableRandom(7))) {
      CaptionGradient gradient = new CaptionGradient(network, 0);
      MemoryGradientCheck.check(
          toyBatch(4),
          gradient::loss,
          (batch, taken) -> gradient.accumulate(batch, 0, new SplittableRandom(1), taken));
    }
  }

  @Test
  void wordsThatOnlyPaddingFollowsGetNoGradientFromIt() {
    // Token 8 is the one-word sentence: after its END every step is padding. Making the batch
    // longer
    // must not change any gradient but for the mean's denominator, which is the same.
    try (CaptionNetwork network =
        new CaptionNetwork(toy(Injection.EVERY_STEP), DataType.DOUBLE, new SplittableRandom(7))) {
      CaptionGradient gradient = new CaptionGradient(network, 0);
      CaptionBatch batch = toyBatch(4);
      network.parameters().clearGradients();
      gradient.accumulate(batch, 0, new SplittableRandom(1));
      try (INDArray first = network.parameters().gradients().dup()) {
        int steps = batch.steps() + 3;
        int[] inputs = java.util.Arrays.copyOf(batch.inputs(), steps * batch.rows());
        int[] targets = java.util.Arrays.copyOf(batch.targets(), steps * batch.rows());
        CaptionBatch padded =
            new CaptionBatch(batch.rows(), steps, inputs, targets, 1, batch.memory());
        network.parameters().clearGradients();
        gradient.accumulate(padded, 0, new SplittableRandom(1));
        assertEquals(
            0, network.parameters().gradients().sub(first).amaxNumber().doubleValue(), 1e-15);
        INDArray pad = network.parameter("embedding").gradient().getRow(0);
        assertEquals(0, pad.amaxNumber().doubleValue(), "PAD's vector learns nothing");
      }
    }
  }

  @Test
  void firstLossIsThatOfAUniformGuess() {
    try (CaptionNetwork network =
        new CaptionNetwork(
            new DecoderConfig(
                new DecoderConfig.Sizes(50, 4, 8, 8), CellType.LSTM, Injection.EVERY_STEP, 0),
            DataType.FLOAT,
            new SplittableRandom(7))) {
      double loss = new CaptionGradient(network, 0).loss(toyBatch(4));
      assertEquals(Math.log(50), loss, 0.1);
    }
  }

  @ParameterizedTest
  @EnumSource(Injection.class)
  void gradientsOfTwoLayersEqualCentralDifferences(Injection injection) {
    try (CaptionNetwork network =
        new CaptionNetwork(
            toy(injection).withLayers(2), DataType.DOUBLE, new SplittableRandom(7))) {
      CaptionGradient gradient = new CaptionGradient(network, 0);
      CaptionBatch batch = toyBatch(4);
      network.parameters().clearGradients();
      gradient.accumulate(batch, 0, new SplittableRandom(1));
      for (Parameter parameter : network.parameters().all()) {
        check(gradient, batch, parameter);
      }
      assertEquals(network.config().parameterCount(), network.parameters().count());
    }
  }

  @ParameterizedTest
  @EnumSource(Injection.class)
  void overfitsOneBatch(Injection injection) {
    DecoderConfig config =
        new DecoderConfig(new DecoderConfig.Sizes(9, 4, 16, 32), CellType.LSTM, injection, 0);
    try (CaptionNetwork network =
            new CaptionNetwork(config, DataType.FLOAT, new SplittableRandom(5));
        Adam adam = new Adam(network.parameters(), Adam.Config.defaults())) {
      CaptionGradient gradient = new CaptionGradient(network, 0);
      double loss = 0;
      for (int i = 0; i < 30; i++) {
        network.parameters().clearGradients();
        loss = gradient.accumulate(toyBatch(4), 0, new SplittableRandom(i));
        adam.step(0.03);
      }
      assertTrue(loss < 0.2, "loss after 30 steps: " + loss);
    }
  }

  @ParameterizedTest
  @EnumSource(CellType.class)
  void everyCellCanStandInTheNetwork(CellType cell) {
    DecoderConfig config =
        new DecoderConfig(new DecoderConfig.Sizes(9, 4, 5, 5), cell, Injection.EVERY_STEP, 0)
            .withStack(new Stack(cell, 2, !cell.addsInput(), 0.3).withLearnedStart(true));
    try (CaptionNetwork network =
        new CaptionNetwork(config, DataType.DOUBLE, new SplittableRandom(7))) {
      CaptionGradient gradient = new CaptionGradient(network, 0);
      CaptionBatch batch = toyBatch(4);
      network.parameters().clearGradients();
      gradient.accumulate(batch, 0, new SplittableRandom(1));
      for (Parameter parameter : network.parameters().all()) {
        if (!parameter.name().endsWith("leak")) {
          check(gradient, batch, parameter);
        }
      }
      assertEquals(config.parameterCount(), network.parameters().count());
    }
  }

  @Test
  void cellThatAddsWordsToSumsRefusesOtherSizes() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new DecoderConfig(
                    new DecoderConfig.Sizes(9, 4, 5, 6), CellType.MUT1, Injection.MERGE, 0));
    assertEquals(
        "embeddingSize must equal the 6 units of MUT1, which adds a word's vector to sums over"
            + " units, but got 5",
        refused.getMessage());
  }

  @ParameterizedTest
  @EnumSource(Injection.class)
  void parameterCountEqualsTheFormula(Injection injection) {
    try (CaptionNetwork network =
        new CaptionNetwork(toy(injection), DataType.FLOAT, new SplittableRandom(5))) {
      assertEquals(network.config().parameterCount(), network.parameters().count());
    }
  }
}
