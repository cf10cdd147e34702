package org.showtell.app.training.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.CaptionNetwork;
import org.showtell.decoder.CellType;
import org.showtell.decoder.DecoderConfig;
import org.showtell.decoder.Injection;
import org.showtell.decoder.Stack;
import org.showtell.decoder.language.LanguageConfig;
import org.showtell.decoder.language.LanguageNetwork;

class LanguageStartTest {
  private static final TextVocabulary WORDS =
      TextVocabulary.of(TextVocabulary.Level.WORD, "a dog runs\na cat runs\n", 1);
  private static final Vocabulary CAPTIONS = Vocabulary.of(List.of("bird", "dog", "runs"));

  private static LanguageStart language() {
    LanguageConfig config = new LanguageConfig(WORDS.size(), 4, 5, Stack.of(CellType.GRU, 1), 0);
    try (LanguageNetwork network =
        new LanguageNetwork(config, DataType.FLOAT, new SplittableRandom(1))) {
      return new LanguageStart(Path.of("lm.zip"), config, WORDS, network.parameters().copies());
    }
  }

  private static DecoderConfig captioner(int units) {
    return new DecoderConfig(
        new DecoderConfig.Sizes(CAPTIONS.size(), 3, 4, units),
        CellType.GRU,
        Injection.INITIAL_STATE,
        0);
  }

  @Test
  void wordsThatBothKnowAndTheLayersAreTheLanguageModels() {
    LanguageStart start = language();
    try (CaptionNetwork network = CaptionNetwork.fresh(captioner(5), new SplittableRandom(2))) {
      float[] before = network.parameters().copyOf("embedding");
      assertEquals(2, start.give(network, CAPTIONS));
      float[] after = network.parameters().copyOf("embedding");
      float[] given = start.weights().get("embedding");
      int dog = CAPTIONS.id("dog");
      int bird = CAPTIONS.id("bird");
      int end = WORDS.encode("\n")[0];
      for (int i = 0; i < 4; i++) {
        assertEquals(given[WORDS.encode("dog")[0] * 4 + i], after[dog * 4 + i]);
        assertEquals(before[bird * 4 + i], after[bird * 4 + i], "no vector of a bird is known");
        assertEquals(given[end * 4 + i], after[Vocabulary.START * 4 + i]);
      }
      float[] output = network.parameters().copyOf("output.W");
      for (int unit = 0; unit < 5; unit++) {
        assertEquals(
            start.weights().get("output.W")[unit * WORDS.size() + WORDS.encode("dog")[0]],
            output[unit * CAPTIONS.size() + dog]);
      }
      String recurrent =
          start.weights().keySet().stream()
              .filter(name -> name.startsWith("cell.Wh"))
              .findFirst()
              .orElseThrow();
      assertEquals(start.weights().get(recurrent)[3], network.parameters().copyOf(recurrent)[3]);
    }
  }

  @Test
  void otherSizesAreRefused() {
    try (CaptionNetwork network = CaptionNetwork.fresh(captioner(6), new SplittableRandom(2))) {
      assertTrue(
          assertThrows(IllegalArgumentException.class, () -> language().give(network, CAPTIONS))
              .getMessage()
              .contains("units 5, but got GRU, 1, 4 and 6"));
    }
  }
}
