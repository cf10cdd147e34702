package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.CaptionDecoder;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.DetectedWords;
import org.showtell.decoder.GradientCheck;
import org.showtell.decoder.Injection;
import org.showtell.decoder.NetworkDecoder;
import org.showtell.decoder.SemanticConfig;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.VisualMemory;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.nn.optim.Adam;
import org.showtell.nn.parameter.Parameter;

class SemanticGradientTest {
  private static final int POSITIONS = 4;
  private static final int MEMORY = 3;
  private static final int SLOTS = 2;

  private static DecoderConfig toy(Injection injection) {
    return new DecoderConfig(new DecoderConfig.Sizes(9, MEMORY, 3, 4), CellType.LSTM, injection, 0)
        .withAttention(AttentionConfig.soft(3).withGridSize(5))
        .withSemantic(new SemanticConfig(6, SLOTS, 0, true));
  }

  private static DetectedWords words() {
    return new DetectedWords(
        3, SLOTS, new int[] {1, 4, 6, 0, 0, 0}, new float[] {.9f, .2f, .5f, 0, 0, 0});
  }

  private static CaptionBatch ofPhotos() {
    return AttendingGradientTest.toyBatch().withWords(words());
  }

  private static CaptionBatch ofSentences() {
    return CaptionBatch.of(
            List.of(new int[] {4, 5, 6}, new int[] {7, 4}, new int[] {8}), 0, new float[0])
        .withWords(words());
  }

  private static CaptionNetwork network(Injection injection, DataType type) {
    CaptionNetwork network = new CaptionNetwork(toy(injection), type, new SplittableRandom(7));
    network.setMemoryScale(
        new float[] {.1f, .2f, -.1f}, new float[] {1, 2, 1.5f}, new float[] {1, 1, 1});
    network.setCopiedWords(new int[] {0, 0, 0, 0, 1, 1, 4, 0, 6});
    float[] copied = new float[4 * 2];
    for (int i = 0; i < copied.length; i++) {
      copied[i] = (i % 7 - 3) / 5f;
    }
    network.parameters().assign("copy.W", copied);
    return network;
  }

  private static AttendingGradient gradient(CaptionNetwork network) {
    return new AttendingGradient(network, 0, AttentionObjective.defaults().withCoverage(1));
  }

  @ParameterizedTest
  @EnumSource(names = {"INITIAL_STATE", "EVERY_STEP_AND_STATE"})
  void gradientsEqualCentralDifferences(Injection injection) {
    for (CaptionBatch batch : List.of(ofPhotos(), ofSentences())) {
      try (CaptionNetwork network = network(injection, DataType.DOUBLE)) {
        assertEquals(network.config().parameterCount(), network.parameters().count());
        AttendingGradient gradient = gradient(network);
        network.parameters().clearGradients();
        gradient.pass(batch, AttendingGradientTest.pass(batch, true, null));
        for (Parameter parameter : network.parameters().all()) {
          if (!parameter.name().startsWith("memory.") && !parameter.name().equals("copy.word")) {
            GradientCheck.check(
                () -> gradient.pass(batch, AttendingGradientTest.pass(batch, false, null)).total(),
                parameter);
          }
        }
      }
    }
  }

  @Test
  void featuresGetTheirGradientBesideWords() {
    try (CaptionNetwork network = network(Injection.INITIAL_STATE, DataType.DOUBLE)) {
      AttendingGradient gradient = gradient(network);
      MemoryGradientCheck.check(
          ofPhotos(),
          batch ->
              gradient
                  .pass(batch.withWords(words()), AttendingGradientTest.pass(batch, false, null))
                  .total(),
          (batch, taken) ->
              gradient.pass(
                  batch.withWords(words()), AttendingGradientTest.pass(batch, true, taken)));
    }
  }

  @Test
  void aStepIsThatOfTraining() {
    try (CaptionNetwork network = network(Injection.INITIAL_STATE, DataType.FLOAT);
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      CaptionBatch batch = ofPhotos();
      VisualMemory memory =
          new VisualMemory(3, POSITIONS, MEMORY, batch.memory()).withWords(words());
      CaptionDecoder.Step step =
          decoder.step(
              new int[] {Tokens.START, Tokens.START, Tokens.START}, decoder.initialState(memory));
      assertEquals(3 * (POSITIONS + SLOTS), step.attention().length);
      CaptionBatch first =
          new CaptionBatch(
              3,
              1,
              Arrays.copyOf(batch.inputs(), 3),
              Arrays.copyOf(batch.targets(), 3),
              POSITIONS,
              batch.memory(),
              words());
      double loss = new CaptionGradient(network, 0).loss(first);
      double expected = 0;
      for (int row = 0; row < 3; row++) {
        expected -= step.logProbs()[row * 9 + first.targets()[row]] / 3.0;
      }
      assertEquals(expected, loss, 1e-5);
    }
  }

  @Test
  void aBatchIsItsPhotosOneByOne() {
    try (CaptionNetwork network = network(Injection.INITIAL_STATE, DataType.FLOAT);
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      float[] features = ofPhotos().memory();
      VisualMemory all = new VisualMemory(3, POSITIONS, MEMORY, features).withWords(words());
      int[] start = {Tokens.START};
      float[] together =
          decoder
              .step(new int[] {Tokens.START, Tokens.START, Tokens.START}, decoder.initialState(all))
              .logProbs();
      for (int photo = 0; photo < 3; photo++) {
        int length = POSITIONS * MEMORY;
        VisualMemory one =
            new VisualMemory(
                    1,
                    POSITIONS,
                    MEMORY,
                    Arrays.copyOfRange(features, photo * length, (photo + 1) * length))
                .withWords(
                    new DetectedWords(
                        1,
                        SLOTS,
                        Arrays.copyOfRange(words().ids(), photo * SLOTS, (photo + 1) * SLOTS),
                        Arrays.copyOfRange(
                            words().probabilities(), photo * SLOTS, (photo + 1) * SLOTS)));
        assertArrayEquals(
            Arrays.copyOfRange(together, photo * 9, (photo + 1) * 9),
            decoder.step(start, decoder.initialState(one)).logProbs(),
            1e-5f);
      }
    }
  }

  @Test
  void refusesFeaturesWithoutWords() {
    try (CaptionNetwork network = network(Injection.INITIAL_STATE, DataType.FLOAT);
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      VisualMemory memory = new VisualMemory(3, POSITIONS, MEMORY, ofPhotos().memory());
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> decoder.initialState(memory));
      assertTrue(refused.getMessage().contains("2 detected words"), refused.getMessage());
    }
  }

  @Test
  void overfitsPhotosAndSentencesTogether() {
    DecoderConfig config =
        new DecoderConfig(
                new DecoderConfig.Sizes(9, MEMORY, 16, 32),
                CellType.LSTM,
                Injection.INITIAL_STATE,
                0)
            .withAttention(AttentionConfig.soft(16).withGridSize(16))
            .withSemantic(new SemanticConfig(6, SLOTS, 0));
    try (CaptionNetwork network = CaptionNetwork.fresh(config, new SplittableRandom(5));
        Adam adam = new Adam(network.parameters(), Adam.Config.defaults())) {
      CaptionGradient gradient = new CaptionGradient(network, 0);
      double loss = 0;
      for (int i = 0; i < 60; i++) {
        network.parameters().clearGradients();
        loss = gradient.accumulate(ofPhotos(), 0, new SplittableRandom(i));
        loss += gradient.accumulate(ofSentences(), 0, new SplittableRandom(i));
        adam.step(0.02);
      }
      assertTrue(loss < 0.4, "loss of both after 60 steps: " + loss);
    }
  }
}
