package org.showtell.decoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.showtell.decoder.generation.CaptionSearch;
import org.showtell.decoder.generation.GenerationConfig;
import org.showtell.decoder.generation.Hypothesis;
import org.showtell.decoder.training.CaptionBatch;
import org.showtell.decoder.training.CaptionGradient;

class NetworkDecoderTest {
  private static final int MEMORY = 4;

  private static CaptionNetwork network(Injection injection) {
    return CaptionNetwork.fresh(
        new DecoderConfig(CellType.LSTM, 12, MEMORY, 5, 6, injection, 0.5),
        new SplittableRandom(4));
  }

  private static float[] features(int photos) {
    SplittableRandom random = new SplittableRandom(8);
    float[] values = new float[photos * MEMORY];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return values;
  }

  /** Generation and training must see the same function: the loss is the sum of the steps. */
  @ParameterizedTest
  @EnumSource(Injection.class)
  void stepsGiveTheLossThatTrainingSees(Injection injection) {
    try (CaptionNetwork network = network(injection);
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      int[] words = {5, 7, 11, 4};
      float[] photo = features(1);
      double expected =
          new CaptionGradient(network, 0).loss(CaptionBatch.of(List.of(words), photo));
      DecoderState state = decoder.initialState(new VisualMemory(1, 1, MEMORY, photo));
      double sum = 0;
      int token = Tokens.START;
      for (int i = 0; i <= words.length; i++) {
        DecoderStep step = decoder.step(new int[] {token}, state);
        token = i < words.length ? words[i] : Tokens.END;
        sum -= step.logProbs()[token];
        state = step.state();
      }
      assertEquals(expected, sum / (words.length + 1), 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource(Injection.class)
  void batchOfPhotosEqualsPhotosOneByOne(Injection injection) {
    try (CaptionNetwork network = network(injection);
        NetworkDecoder decoder = new NetworkDecoder(network)) {
      float[] values = features(5);
      CaptionSearch search = CaptionSearch.of(GenerationConfig.defaults().withTokens(0, 6));
      List<List<Hypothesis>> together =
          search.search(decoder, new VisualMemory(5, 1, MEMORY, values));
      for (int photo = 0; photo < 5; photo++) {
        float[] one = java.util.Arrays.copyOfRange(values, photo * MEMORY, (photo + 1) * MEMORY);
        Hypothesis alone =
            search.search(decoder, new VisualMemory(1, 1, MEMORY, one)).get(0).get(0);
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
      DecoderState state = decoder.initialState(new VisualMemory(2, 1, MEMORY, features(2)));
      return decoder.step(new int[] {Tokens.START, Tokens.START}, state).logProbs();
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
      assertTrue(refused.getMessage().contains("size 4 but got 3"), refused.getMessage());
    }
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
      assertEquals("Expected 24 values for cell.b but got 3", refused.getMessage());
    }
  }
}
