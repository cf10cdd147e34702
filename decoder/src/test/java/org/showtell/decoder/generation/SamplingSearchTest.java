package org.showtell.decoder.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.decoder.Tokens;
import org.showtell.decoder.VisualMemory;

class SamplingSearchTest {
  private static final GenerationConfig TOY =
      GenerationConfig.defaults().withTokens(0, 8).withSampling(1, 0, 1, 5);

  @Test
  void sameSeedGivesTheSameSentences() {
    TableDecoder decoder = new TableDecoder(6, 1);
    assertEquals(sentences(decoder, TOY), sentences(decoder, TOY));
    assertNotEquals(sentences(decoder, TOY), sentences(decoder, TOY.withSampling(1, 0, 1, 6)));
  }

  private static String sentences(TableDecoder decoder, GenerationConfig config) {
    return new SamplingSearch(config).search(decoder, TableDecoder.photos(4)).toString();
  }

  @Test
  void photoGetsTheSameSentencesInAnyBatch() {
    TableDecoder decoder = new TableDecoder(6, 1);
    GenerationConfig config = TOY.withNumReturnSequences(4);
    List<List<Hypothesis>> together =
        new SamplingSearch(config).search(decoder, TableDecoder.photos(3));
    VisualMemory last = new VisualMemory(1, 1, 1, new float[] {3});
    assertEquals(
        together.get(2).toString(),
        new SamplingSearch(config).search(decoder, last).get(0).toString());
  }

  @Test
  void topOfOneAndColdTemperatureAreGreedy() {
    TableDecoder decoder = new TableDecoder(6, 2);
    VisualMemory photos = TableDecoder.photos(5);
    List<List<Hypothesis>> greedy = new GreedySearch(TOY.withNumBeams(1)).search(decoder, photos);
    for (GenerationConfig config :
        List.of(
            TOY.withSampling(1, 1, 1, 9),
            TOY.withSampling(1e-4, 0, 1, 9),
            TOY.withSampling(1, 0, 1e-9, 9))) {
      List<List<Hypothesis>> sampled = new SamplingSearch(config).search(decoder, photos);
      for (int photo = 0; photo < 5; photo++) {
        assertArrayEquals(greedy.get(photo).get(0).tokens(), sampled.get(photo).get(0).tokens());
      }
    }
  }

  @Test
  void wordsAreDrawnAsOftenAsTheModelSays() {
    TableDecoder decoder = new TableDecoder(3, 4);
    float[] logProbs = decoder.logProbs(List.of(1, Tokens.START));
    double total = Math.exp(logProbs[Tokens.END]);
    for (int token = Tokens.SPECIALS; token < logProbs.length; token++) {
      total += Math.exp(logProbs[token]);
    }
    int draws = 20_000;
    int[] counts = new int[logProbs.length];
    for (Hypothesis drawn :
        new SamplingSearch(TOY.withNumReturnSequences(draws))
            .search(decoder, TableDecoder.photos(1))
            .get(0)) {
      counts[drawn.tokens().length == 0 ? Tokens.END : drawn.tokens()[0]]++;
    }
    for (int token = Tokens.SPECIALS; token < logProbs.length; token++) {
      double expected = Math.exp(logProbs[token]) / total;
      assertEquals(expected, counts[token] / (double) draws, 0.015, "token " + token);
    }
  }
}
