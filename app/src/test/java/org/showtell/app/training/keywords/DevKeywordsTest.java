package org.showtell.app.training.keywords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.app.evaluation.KeywordScores;

class DevKeywordsTest {
  /** So many photos of one word each, of this probability, used in so many of them. */
  private static KeywordScores photos(int count, double probability, int used) {
    return photos(count, probability, used, 0, probability);
  }

  /** The same beside wrong photos of another probability. */
  private static KeywordScores photos(
      int count, double probability, int used, int wrong, double other) {
    float[][] scores = new float[count + wrong][];
    int[][] words = new int[count + wrong][];
    for (int photo = 0; photo < scores.length; photo++) {
      scores[photo] = new float[] {(float) (photo < count ? probability : other)};
      words[photo] = photo < used ? new int[] {0} : new int[0];
    }
    return KeywordScores.of(scores, words);
  }

  @Test
  void leastOneIsTakenAtWhichEnoughIsRight() {
    DevKeywords.Threshold chosen = DevKeywords.threshold(List.of(photos(20, 0.805, 18, 20, 0.325)));
    assertEquals(0.33, chosen.value());
    assertTrue(chosen.note().contains("0.33"), chosen.note());
    assertTrue(chosen.note().endsWith("people used 90.0 %, 0.50 an image"), chosen.note());
  }

  @Test
  void eachDevSetMustBeRightEnough() {
    KeywordScores first = photos(20, 0.805, 18, 20, 0.325);
    KeywordScores second = photos(20, 0.905, 20, 20, 0.655);
    assertEquals(0.66, DevKeywords.threshold(List.of(first, second)).value());
    KeywordScores small = photos(10, 0.905, 0);
    assertEquals(0.33, DevKeywords.threshold(List.of(first, small)).value(), "it has no say");
  }

  @Test
  void bestIsTakenWhereNoneIsGoodEnough() {
    DevKeywords.Threshold chosen = DevKeywords.threshold(List.of(photos(20, 0.805, 15, 20, 0.325)));
    assertEquals(0.33, chosen.value());
    assertTrue(chosen.note().contains("no threshold reaches 85 %"), chosen.note());
    assertEquals(0.5, DevKeywords.threshold(List.of(photos(20, 0.805, 0))).value());
  }

  @Test
  void fewImagesChooseNothing() {
    DevKeywords.Threshold chosen = DevKeywords.threshold(List.of(photos(19, 0.3, 19)));
    assertEquals(0.5, chosen.value());
    assertTrue(chosen.note().contains("fewer than 20 images"), chosen.note());
    assertFalse(chosen.note().contains("used"), chosen.note());
  }
}
