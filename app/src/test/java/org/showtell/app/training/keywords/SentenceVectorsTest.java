package org.showtell.app.training.keywords;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.decoder.features.FeatureSource;
import org.showtell.decoder.training.DetectionNoise;

class SentenceVectorsTest {
  private static final int GRID = 2;
  private static final int WORDS = 4;

  /** The second photo could not be read. */
  private static final FeatureSource PHOTOS =
      FeatureSource.ofVectors(
          new float[][] {{1, 3, .1f, .9f, .2f, .1f}, null, {3, 5, .3f, .1f, .8f, .1f}});

  private static SentenceVectors vectors(long seed) {
    DetectionNoise noise =
        new DetectionNoise(3, new float[] {.81f}, new int[] {4}, new float[] {.25f});
    return new SentenceVectors(
        PHOTOS, WORDS, List.of(new int[] {2}, new int[] {1, 3}, new int[0]), noise, .12, seed);
  }

  private static float[] vector(FeatureSource source, int image) {
    float[] target = new float[1 + GRID + WORDS];
    source.copy(image, target, 1);
    return java.util.Arrays.copyOfRange(target, 1, target.length);
  }

  @Test
  void photosStayAsTheyAre() {
    SentenceVectors all = vectors(1);
    assertEquals(6, all.images());
    assertEquals(GRID + WORDS, all.size());
    assertArrayEquals(vector(PHOTOS, 0), vector(all, 0));
    assertEquals(false, all.has(1));
    assertTrue(all.has(3) && all.has(5));
  }

  @Test
  void sentencesAreTheMeanPhotoWithTheirOwnWords() {
    int seen = 0;
    int mistakes = 0;
    for (int seed = 0; seed < 400; seed++) {
      float[] first = vector(vectors(seed), 3);
      assertEquals(2, first[0]);
      assertEquals(4, first[1]);
      assertTrue(first[GRID] < Math.sqrt(.12), "no word of the photo it borrows from: " + first[2]);
      assertTrue(first[GRID + 2] < 0.6f, "the photo's words are not the sentence's");
      seen += Math.abs(first[GRID + 1] - .9f) < 1e-6 ? 1 : 0;
      mistakes += Math.abs(first[GRID + 3] - .5f) < 1e-6 ? 1 : 0;
    }
    assertEquals(300, seen, 40, "three of four words are seen");
    assertTrue(mistakes > 150 && mistakes < 390, "and wrong ones among them: " + mistakes);
  }

  @Test
  void aSentenceAlwaysHasTheSameMistakes() {
    assertArrayEquals(vector(vectors(5), 4), vector(vectors(5), 4));
  }
}
