package org.showtell.decoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.showtell.attention.AttentionConfig;

class WordCopyTest {
  private static final int VOCABULARY = 9;
  private static final int UNITS = 4;
  private static final int SEEN = 5;
  private static final int[] WORD_OF_TOKEN = {0, 0, 0, 0, 2, 2, 3, 0, 6}; // 4 and 5: cup, cups

  private static DecoderConfig config(boolean copies) {
    return new DecoderConfig(
            new DecoderConfig.Sizes(VOCABULARY, 2, 3, UNITS),
            CellType.LSTM,
            Injection.INITIAL_STATE,
            0)
        .withAttention(AttentionConfig.soft(3).withGridSize(SEEN))
        .withSemantic(new SemanticConfig(6, 2, 0, copies));
  }

  private static CaptionNetwork copying(float weight) {
    CaptionNetwork network = CaptionNetwork.fresh(config(true), new SplittableRandom(5));
    network.setCopiedWords(WORD_OF_TOKEN);
    float[] values = new float[UNITS * 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = weight * (1 + i % 3);
    }
    network.parameters().assign("copy.W", values);
    return network;
  }

  /** Word 2 of the first photo; words 6 and 3 of the second. */
  private static VisualMemory photos() {
    return new VisualMemory(2, 2, 2, new float[] {1, 2, 3, 4, -1, 0, 2, 1})
        .withWords(new DetectedWords(2, 2, new int[] {2, 0, 6, 3}, new float[] {.9f, 0, .5f, .4f}));
  }

  private static float[] firstStep(CaptionNetwork network) {
    try (NetworkDecoder decoder = new NetworkDecoder(network)) {
      return decoder
          .step(new int[] {Tokens.START, Tokens.START}, decoder.initialState(photos()))
          .logProbs();
    }
  }

  @Test
  void onlyTokensOfDetectedWordsChangePlaces() {
    try (CaptionNetwork without = copying(0);
        CaptionNetwork with = copying(0.7f)) {
      float[] before = firstStep(without);
      float[] after = firstStep(with);
      for (int photo = 0; photo < 2; photo++) {
        int row = photo * VOCABULARY;
        double rest = after[row + 7] - before[row + 7]; // token 7 stands for no word
        for (int token = 0; token < VOCABULARY; token++) {
          boolean detected = photo == 0 ? token == 4 || token == 5 : token == 6 || token == 8;
          double change = after[row + token] - before[row + token] - rest;
          assertEquals(detected, Math.abs(change) > 1e-3, photo + ", token " + token + change);
        }
      }
      assertEquals(
          after[4] - before[4], after[5] - before[5], 1e-5, "cup and cups get the same score");
    }
  }

  @Test
  void startsAsTheNetworkThatDoesNotCopy() {
    try (CaptionNetwork copying = CaptionNetwork.fresh(config(true), new SplittableRandom(5))) {
      Map<String, float[]> weights = copying.weights();
      weights.remove("copy.W");
      weights.remove("copy.word");
      try (CaptionNetwork plain = CaptionNetwork.restore(config(false), weights)) {
        copying.setCopiedWords(WORD_OF_TOKEN);
        assertArrayEquals(firstStep(plain), firstStep(copying), 1e-6f);
        assertEquals(
            plain.parameters().count() + UNITS * 2 + VOCABULARY, copying.parameters().count());
      }
    }
  }

  @Test
  void wordsThatTheDetectorDoesNotHaveAreRefused() {
    for (float word : new float[] {-1, 7, Float.NaN, Float.POSITIVE_INFINITY}) {
      try (CaptionNetwork network = copying(1)) {
        float[] values = network.parameters().copyOf("copy.word");
        values[6] = word;
        network.parameters().assign("copy.word", values);
        if (Float.isNaN(word)) { // a token without a word
          assertTrue(Float.isFinite(firstStep(network)[0]));
        } else {
          IllegalArgumentException refused =
              assertThrows(IllegalArgumentException.class, () -> new NetworkDecoder(network));
          assertTrue(
              refused.getMessage().contains("word of token 6 in [0, 6]"), refused.getMessage());
        }
      }
    }
  }

  @Test
  void moreWordsThanHalfPrecisionCountsAreRefused() {
    assertEquals(2048, new SemanticConfig(2048, 1, 0, true).words());
    assertThrows(IllegalArgumentException.class, () -> new SemanticConfig(2049, 1, 0, true));
  }
}
