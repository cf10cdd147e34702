package org.showtell.app.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordEvidenceTest {
  private static final int DOG = 0;
  private static final int GRASS = 1;
  private static final int RUNNING = 2; // no class of the toy encoder
  private static final float EXACT = 1e-4f;

  /** Usual log-odds of the toy's three words. */
  private static WordEvidence evidence(float... bias) throws IOException {
    KeywordParts toy = ToyBundle.keywords();
    Map<String, float[]> weights = new LinkedHashMap<>(toy.weights());
    weights.put("detector.b", bias);
    return new WordEvidence(
        new KeywordParts(
            toy.config(), weights, toy.vocabulary(), toy.classes(), toy.forms(), toy.threshold()));
  }

  @Test
  void onlyWordsOfClassesHaveEvidence() throws IOException {
    float[] found = evidence(-4, -4, -4).of(new float[][] {{0.8f, 0.4f, 0.8f}});
    assertEquals(Math.log(4), found[DOG], EXACT);
    assertEquals(Math.log(0.4 / 0.6), found[GRASS], EXACT);
    assertEquals(0, found[RUNNING]);
  }

  @Test
  void rareWordsNeedALowerScore() throws IOException {
    float[] found = evidence(-1, -7, -4).of(new float[][] {{0.6f, 0.4f, 0}});
    assertTrue(found[DOG] < 0, "a common word at 0.6: " + found[DOG]);
    assertTrue(found[GRASS] > 0, "a rare word at 0.4: " + found[GRASS]);
  }

  @Test
  void evidenceIsBoundedAndInTheOrderOfTheImages() throws IOException {
    float[] found = evidence(-4, -4, -4).of(new float[][] {{0, 1, 1}, {1.2f, 0.5f, 0}});
    assertArrayEquals(new float[] {-2, 4, 0, 4, 0, 0}, found, EXACT);
  }
}
