package org.showtell.decoder.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.showtell.decoder.DetectedWords;

class DetectionNoiseTest {
  private static final int SENTENCES = 4000;
  private static final float[] RIGHT = {.9f, .7f};
  private static final int[] WRONG = {11, 12, 13, 13};
  private static final float[] WRONG_PROBABILITIES = {.1f, .2f, .3f, .4f};

  private static DetectionNoise noise(int slots) {
    return new DetectionNoise(slots, RIGHT, WRONG, WRONG_PROBABILITIES);
  }

  private static DetectedWords of(DetectionNoise noise, long seed, int... keywords) {
    return noise.of(Collections.nCopies(SENTENCES, keywords), new SplittableRandom(seed));
  }

  @Test
  void threeWordsOfFourAreSeenAndSomeWrongOnesAdded() {
    int right = 0;
    int wrong = 0;
    for (int id : of(noise(16), 1, 1, 2, 3, 4).ids()) {
      right += id > 0 && id < 10 ? 1 : 0;
      wrong += id > 10 ? 1 : 0;
    }
    assertEquals(.75, right / (4.0 * SENTENCES), .02);
    // 1.2 in the mean are drawn, of which few are drawn twice for a sentence.
    assertEquals(1, wrong / (double) SENTENCES, .15);
  }

  @Test
  void eachWordIsSeenAsOftenAsTheOthers() {
    int[] counts = new int[14];
    for (int id : of(noise(3), 1, 1, 2, 3, 4, 5, 6).ids()) {
      counts[id]++;
    }
    for (int word = 1; word <= 6; word++) {
      assertEquals(counts[1], counts[word], .1 * counts[1], Arrays.toString(counts));
    }
  }

  @Test
  void probabilitiesAreThoseOfRightAndOfWrongWords() {
    DetectedWords words = of(noise(5), 2, 1, 2, 3);
    for (int i = 0; i < words.ids().length; i++) {
      float probability = words.probabilities()[i];
      switch (words.ids()[i]) {
        case 0 -> assertEquals(0, probability);
        case 11 -> assertEquals(.1f, probability);
        case 12 -> assertEquals(.2f, probability);
        case 13 -> assertTrue(probability == .3f || probability == .4f);
        default -> assertTrue(probability == .9f || probability == .7f);
      }
    }
  }

  @Test
  void noRowHoldsAWordTwiceAndGapsComeLast() {
    for (int slots = 1; slots <= 6; slots++) {
      DetectedWords words = of(noise(slots), slots, 1, 2, 3, 4, 5, 6, 7, 8);
      assertEquals(SENTENCES, words.photos());
      assertEquals(slots, words.slots());
      for (int row = 0; row < SENTENCES; row++) {
        int[] ids = Arrays.copyOfRange(words.ids(), row * slots, (row + 1) * slots);
        int[] there = IntStream.of(ids).takeWhile(id -> id > 0).toArray();
        assertEquals(there.length, IntStream.of(ids).filter(id -> id > 0).distinct().count());
      }
    }
  }

  @Test
  void isTheSameForTheSameSeed() {
    assertEquals(of(noise(4), 3, 1, 2, 3), of(noise(4), 3, 1, 2, 3));
    assertNotEquals(of(noise(4), 3, 1, 2, 3), of(noise(4), 4, 1, 2, 3));
  }

  @Test
  void sentencesStayAsTheyAre() {
    int[] keywords = {1, 2, 3, 4};
    of(noise(4), 3, keywords);
    assertArrayEquals(new int[] {1, 2, 3, 4}, keywords);
  }

  @Test
  void detectorWithoutMistakesAddsNone() {
    DetectionNoise faultless = new DetectionNoise(4, RIGHT, new int[0], new float[0]);
    for (int id : of(faultless, 1, 1, 2).ids()) {
      assertTrue(id <= 2);
    }
  }

  @Test
  void refusesWhatCannotBeDrawnFrom() {
    assertThrows(IllegalArgumentException.class, () -> noise(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DetectionNoise(2, new float[0], WRONG, WRONG_PROBABILITIES));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DetectionNoise(2, RIGHT, WRONG, new float[] {.1f}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new SentenceExamples(List.of(new int[] {4}), List.of(), 1, noise(2)));
    for (double draws : new double[] {0, -1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new SentenceExamples(
                  List.of(new int[] {4}), List.of(new int[] {1}), draws, noise(2)));
    }
  }
}
