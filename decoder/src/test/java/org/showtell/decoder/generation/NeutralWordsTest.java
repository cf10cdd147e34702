package org.showtell.decoder.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.showtell.decoder.Tokens;

class NeutralWordsTest {
  private static final int MAN = Tokens.SPECIALS;
  private static final int WOMAN = Tokens.SPECIALS + 1;
  private static final int PERSON = Tokens.SPECIALS + 2;

  private static NeutralWords at(double certainty) {
    return new NeutralWords(List.of(new NeutralWords.Choice(MAN, WOMAN, PERSON)), certainty);
  }

  private static float[] row(double man, double woman, double person) {
    float[] logProbs = new float[2 * (PERSON + 1)];
    logProbs[PERSON + 1 + MAN] = (float) Math.log(man);
    logProbs[PERSON + 1 + WOMAN] = (float) Math.log(woman);
    logProbs[PERSON + 1 + PERSON] = (float) Math.log(person);
    return logProbs;
  }

  private static double probability(float[] logProbs, int token) {
    return Math.exp(logProbs[PERSON + 1 + token]);
  }

  @ParameterizedTest
  @CsvSource({"0.22,0.12,0.7,true", "0.12,0.22,0.7,true", "0.28,0.12,0.7,false"})
  void whatIsInDoubtGoesToTheNeutralWord(
      double man, double woman, double certainty, boolean doubt) {
    float[] logProbs = row(man, woman, 0.05);
    float[] before = logProbs.clone();
    at(certainty).apply(logProbs, PERSON + 1);
    if (doubt) {
      assertEquals(0, probability(logProbs, MAN));
      assertEquals(0, probability(logProbs, WOMAN));
      assertEquals(man + woman + 0.05, probability(logProbs, PERSON), 1e-6);
    } else {
      assertArrayEquals(before, logProbs);
    }
    assertEquals(0, logProbs[MAN], "the row before it is another sentence's");
  }

  @Test
  void atAHalfNothingIsInDoubtAndAtOneEverything() {
    float[] logProbs = row(0.2, 0.2, 0.1);
    at(0.5).apply(logProbs, PERSON + 1);
    assertEquals(0.2, probability(logProbs, MAN), 1e-6);
    logProbs = row(0.4, 1e-4, 0.1);
    at(1).apply(logProbs, PERSON + 1);
    assertEquals(0, probability(logProbs, MAN));
  }

  @Test
  void wordsThatAreRuledOutAreNotInDoubt() {
    float[] logProbs = row(0, 0, 0);
    at(0.9).apply(logProbs, PERSON + 1);
    assertEquals(0, probability(logProbs, PERSON), "no number turns into none");
  }

  @Test
  void searchesSayTheNeutralWord() {
    for (long seed = 0; seed < 20; seed++) {
      TableDecoder decoder = new TableDecoder(4, seed);
      GenerationConfig sure = GenerationConfig.defaults().withTokens(2, 6).withNeutral(at(1));
      for (CaptionSearch search :
          List.of(
              new BeamSearch(sure),
              new GreedySearch(sure),
              new SamplingSearch(sure.withSampling(1, 0, 1, seed)))) {
        for (int token : search.search(decoder, TableDecoder.photos(1)).get(0).get(0).tokens()) {
          assertTrue(token != MAN && token != WOMAN, "token " + token);
        }
      }
    }
  }

  @Test
  void certaintyIsAShareOfTwo() {
    assertThrows(IllegalArgumentException.class, () -> at(0.4));
    assertThrows(IllegalArgumentException.class, () -> at(1.1));
    assertThrows(IllegalArgumentException.class, () -> at(Double.NaN));
  }
}
