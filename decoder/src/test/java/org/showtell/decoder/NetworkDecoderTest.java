package org.showtell.decoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.showtell.attention.AttentionConfig;
import org.showtell.decoder.generation.CaptionSearch;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;
import org.showtell.decoder.layer.CaptionBatch;
import org.showtell.decoder.training.CaptionGradient;

class NetworkDecoderTest {
  private static final int MEMORY = 4;

  private static CaptionNetwork network(Injection injection) {
    return network(
        new DecoderConfig(
            new DecoderConfig.Sizes(12, MEMORY, 5, 6), CellType.LSTM, injection, 0.5));
  }

  private static CaptionNetwork network(DecoderConfig config) {
    CaptionNetwork network = CaptionNetwork.fresh(config, new SplittableRandom(4));
    if (config.stack().learnedStart()) {
      network.parameter("start0").value().assign(0.3);
    }
    return network;
  }

  /** One of each kind: every injection, every attention. */
  static Stream<DecoderConfig> configs() {
    Stream<DecoderConfig> plain =
        Arrays.stream(Injection.values())
            .map(
                i ->
                    new DecoderConfig(
                        new DecoderConfig.Sizes(12, MEMORY, 5, 6), CellType.LSTM, i, 0.5));
    Stream<DecoderConfig> attending =
        Stream.of(
                AttentionConfig.soft(7),
                AttentionConfig.soft(7).withGridSize(5),
                AttentionConfig.soft(7).withGate(AttentionConfig.Gate.VECTOR),
                AttentionConfig.soft(7).withScore(AttentionConfig.Score.DOT_PRODUCT))
            .map(NetworkDecoderTest::attending);
    DecoderConfig both =
        new DecoderConfig(
                new DecoderConfig.Sizes(12, MEMORY, 5, 6),
                CellType.LSTM,
                Injection.EVERY_STEP_AND_STATE,
                0.5)
            .withAttention(AttentionConfig.soft(7));
    Stream<DecoderConfig> layers =
        Stream.concat(
            Arrays.stream(Injection.values())
                .map(
                    i ->
                        new DecoderConfig(
                                new DecoderConfig.Sizes(12, MEMORY, 5, 6), CellType.LSTM, i, 0.5)
                            .withStack(
                                Stack.of(CellType.LSTM, 2).withLearnedStart(!i.initialState()))),
            Stream.of(both.withLayers(2)));
    return Stream.of(plain, attending, Stream.of(both), layers).flatMap(s -> s);
  }

  private static DecoderConfig attending(AttentionConfig attention) {
    return new DecoderConfig(
            new DecoderConfig.Sizes(12, MEMORY, 5, 6), CellType.LSTM, Injection.INITIAL_STATE, 0.5)
        .withAttention(attention);
  }

  private static int positions(DecoderConfig config) {
    return config.attends() ? 3 : 1;
  }

  private static float[] features(int photos) {
    return features(photos, 1);
  }

  private static float[] features(int photos, int positions) {
    SplittableRandom random = new SplittableRandom(8);
    float[] values = new float[photos * positions * MEMORY];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return values;
  }

  /** Generation and training must see the same function: the loss is the sum of the steps. */
  @ParameterizedTest
  @MethodSource("configs")
  void stepsGiveTheLossThatTrainingSees(DecoderConfig config) {
    try (CaptionNetwork network = network(config);
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      int[] words = {5, 7, 11, 4};
      int positions = positions(config);
      float[] photo = features(1, positions);
      double expected =
          new CaptionGradient(network, 0).loss(CaptionBatch.of(List.of(words), positions, photo));
      CaptionDecoder.State state =
          decoder.initialState(new VisualMemory(1, positions, MEMORY, photo));
      double sum = 0;
      int token = Tokens.START;
      for (int i = 0; i <= words.length; i++) {
        CaptionDecoder.Step step = decoder.step(new int[] {token}, state);
        token = i < words.length ? words[i] : Tokens.END;
        sum -= step.logProbs()[token];
        state = step.state();
      }
      assertEquals(expected, sum / (words.length + 1), 1e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void batchOfPhotosEqualsPhotosOneByOne(DecoderConfig config) {
    try (CaptionNetwork network = network(config);
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      int positions = positions(config);
      int length = positions * MEMORY;
      float[] values = features(5, positions);
      CaptionSearch search = CaptionSearch.of(GenerationConfig.defaults().withTokens(0, 6));
      List<List<Hypothesis>> together =
          search.search(decoder, new VisualMemory(5, positions, MEMORY, values));
      for (int photo = 0; photo < 5; photo++) {
        float[] one = Arrays.copyOfRange(values, photo * length, (photo + 1) * length);
        Hypothesis alone =
            search.search(decoder, new VisualMemory(1, positions, MEMORY, one)).get(0).get(0);
        assertArrayEquals(alone.tokens(), together.get(photo).get(0).tokens());
        assertEquals(alone.logProb(), together.get(photo).get(0).logProb(), 1e-4);
      }
    }
  }

  @Test
  void restoredWeightsGiveTheSameLogitsToTheBit() {
    try (CaptionNetwork network = network(Injection.EVERY_STEP_AND_STATE)) {
      Map<String, float[]> weights = network.weights();
      try (CaptionNetwork restored = CaptionNetwork.restore(network.config(), weights)) {
        assertArrayEquals(firstStep(network), firstStep(restored));
      }
    }
  }

  private static float[] firstStep(CaptionNetwork network) {
    try (NetworkDecoder decoder = new NetworkDecoder(network)) {
      CaptionDecoder.State state =
          decoder.initialState(new VisualMemory(2, 1, MEMORY, features(2)));
      return decoder.step(new int[] {Tokens.START, Tokens.START}, state).logProbs();
    }
  }

  @Test
  void everyWordOfTheWinnerKnowsWhereItWasLookedFor() {
    try (CaptionNetwork network = network(attending(AttentionConfig.soft(7)));
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      CaptionSearch search = CaptionSearch.of(GenerationConfig.defaults().withTokens(3, 6));
      VisualMemory memory = new VisualMemory(2, 3, MEMORY, features(2, 3));
      for (List<Hypothesis> photo : search.search(decoder, memory)) {
        Hypothesis best = photo.get(0);
        assertEquals(best.tokens().length, best.trace().size());
        double words = 0;
        for (Hypothesis.Trace trace : best.trace()) {
          words += trace.logProb();
          double sum = 0;
          for (float weight : trace.attention()) {
            assertTrue(weight >= 0);
            sum += weight;
          }
          assertEquals(1, sum, 1e-5);
        }
        assertTrue(best.logProb() <= words + 1e-6, "END is in the sum, not in the trace");
      }
    }
  }

  @Test
  void traceIsThatOfTheWordsForcedOneByOne() {
    try (CaptionNetwork network = network(attending(AttentionConfig.soft(7)));
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      VisualMemory memory = new VisualMemory(1, 3, MEMORY, features(1, 3));
      CaptionSearch search = CaptionSearch.of(GenerationConfig.defaults().withTokens(3, 6));
      Hypothesis best = search.search(decoder, memory).get(0).get(0);
      CaptionDecoder.State state = decoder.initialState(memory);
      int token = Tokens.START;
      for (int i = 0; i < best.tokens().length; i++) {
        CaptionDecoder.Step step = decoder.step(new int[] {token}, state);
        assertArrayEquals(step.attention(), best.trace().get(i).attention(), 1e-5f);
        token = best.tokens()[i];
        state = step.state();
      }
    }
  }

  @Test
  void rowsAreProbabilities() {
    try (CaptionNetwork network = network(Injection.FIRST_INPUT)) {
      double sum = 0;
      float[] logProbs = firstStep(network);
      for (int i = 0; i < logProbs.length / 2; i++) {
        sum += Math.exp(logProbs[i]);
      }
      assertEquals(1, sum, 1e-5);
    }
  }

  @Test
  void rejectsFeatureSizeMismatch() {
    try (CaptionNetwork network = network(Injection.FIRST_INPUT);
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> decoder.initialState(new VisualMemory(1, 1, 3, new float[3])));
      assertTrue(refused.getMessage().contains("size 4, but got 3"), refused.getMessage());
    }
  }

  @Test
  void rejectsLayersThatCannotBe() {
    DecoderConfig two =
        new DecoderConfig(
            new DecoderConfig.Sizes(12, MEMORY, 5, 6), CellType.LSTM, Injection.EVERY_STEP, 0);
    assertThrows(IllegalArgumentException.class, () -> two.withLayers(0));
    assertThrows(IllegalArgumentException.class, () -> two.withLayers(9));
    DecoderConfig attending = attending(AttentionConfig.soft(7));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> attending.withLayers(3));
    assertTrue(refused.getMessage().contains("layers must be 1 or 2"), refused.getMessage());
  }

  @Test
  void rejectsWeightsOfAnotherNetwork() {
    try (CaptionNetwork network = network(Injection.EVERY_STEP)) {
      Map<String, float[]> weights = network.weights();
      weights.put("cell.b", new float[3]);
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> CaptionNetwork.restore(network.config(), weights));
      assertEquals("Expected 24 values for cell.b, but got 3", refused.getMessage());
    }
  }

  /** Models keep this line: it must not change with the record's layout. */
  @Test
  void configIsWrittenInOneFlatLine() {
    DecoderConfig config =
        new DecoderConfig(
                new DecoderConfig.Sizes(12, 4, 5, 6), CellType.LSTM, Injection.INITIAL_STATE, 0.5)
            .withAttention(AttentionConfig.soft(3).withGridSize(2))
            .withSemantic(new SemanticConfig(6, 2, 0.1));
    assertEquals(
        "DecoderConfig[cell=LSTM, vocabularySize=12, memorySize=4, embeddingSize=5, units=6,"
            + " injection=INITIAL_STATE, dropout=0.5, attention=AttentionConfig[score=ADDITIVE,"
            + " mode=SOFT, gate=SCALAR, size=3, gridSize=2], layers=1,"
            + " semantic=SemanticConfig[words=6, slots=2, dropout=0.1, copies=false]]",
        config.toString());
  }
}
