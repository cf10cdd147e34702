package org.showtell.app.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeywordScoresTest {
  private static final double EXACT = 1e-9;

  /** Two photos and three words: of the first photo people used 0 and 2, of the second 1. */
  private static final KeywordScores TWO =
      KeywordScores.of(
          new float[][] {{0.9f, 0.6f, 0.4f}, {0.7f, 0.5f, 0.1f}}, new int[][] {{0, 2}, {1}});

  @Test
  void averagePrecisionIsTheMeanOfThePrecisionsAtEachRightOne() {
    assertEquals(
        (1.0 / 1 + 2.0 / 3) / 2,
        KeywordScores.averagePrecision(
            new float[] {0.9f, 0.5f, 0.7f}, new boolean[] {true, true, false}),
        EXACT);
    assertEquals(
        1,
        KeywordScores.averagePrecision(new float[] {0.1f, 0.2f}, new boolean[] {false, true}),
        EXACT);
    assertTrue(
        Double.isNaN(KeywordScores.averagePrecision(new float[] {1}, new boolean[] {false})));
  }

  @Test
  void thresholdIsCountedOverAllPhotosAndWords() {
    KeywordScores.Counts half = TWO.at(0.5);
    assertEquals(new KeywordScores.Counts(2, 4, 2, 3), half);
    assertEquals(0.5, half.precision(), EXACT);
    assertEquals(2.0 / 3, half.recall(), EXACT);
    assertEquals(2, half.perImage(), EXACT);
    assertEquals(new KeywordScores.Counts(2, 0, 0, 3), TWO.at(0.95));
    assertEquals(0, TWO.at(0.95).precision());
  }

  @Test
  void firstWordsCountHoweverUnlikelyTheyAre() {
    assertEquals(3.0 / 6, TWO.precisionAtFirst(), EXACT);
  }

  @Test
  void keywordsOfAPhotoComeLikeliestFirst() {
    assertArrayEquals(new int[] {0, 1}, TWO.given(0, 0.5));
    assertEquals((1 + 2.0 / 3) / 2, TWO.ofPhoto(0), EXACT);
  }

  @Test
  void rareWordsAreLeftOutOfTheMean() {
    assertEquals(0, TWO.meanAveragePrecision());
    // Word 0 is used of the 6 first of 8 photos, which it ranks first; word 1 of 5 alone.
    float[][] scores =
        IntStream.range(0, 8)
            .mapToObj(photo -> new float[] {0.9f - 0.1f * photo, 0.1f * photo})
            .toArray(float[][]::new);
    int[][] used =
        IntStream.range(0, 8)
            .mapToObj(
                photo -> photo < 5 ? new int[] {0, 1} : photo < 6 ? new int[] {0} : new int[0])
            .toArray(int[][]::new);
    KeywordScores scored = KeywordScores.of(scores, used);
    assertEquals(1, scored.meanAveragePrecision(), EXACT);
    assertEquals(
        List.of(
            "mean_average_precision_100",
            "threshold",
            "precision",
            "recall",
            "keywords_per_image",
            "precision_at_3"),
        List.copyOf(scored.named(0.5).keySet()));
  }

  @Test
  void partOfThePhotosIsScoredAlone() {
    KeywordScores second = TWO.where(image -> image == 1);
    assertEquals(1, second.size());
    assertEquals(1, second.image(0));
    assertEquals(new KeywordScores.Counts(1, 2, 1, 1), second.at(0.5));
    assertEquals(0, TWO.where(image -> false).size());
  }

  @Test
  void wordsOfEachPhotoAreNeeded() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> KeywordScores.of(new float[][] {{0.5f}}, new int[0][]));
    assertTrue(refused.getMessage().contains("those of 0 for 1 images"), refused.getMessage());
  }
}
