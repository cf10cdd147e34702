package org.showtell.app.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.showtell.app.video.VideoCues;

class CaptionSimilarityTest {
  @Test
  void isTwiceTheSharedWordsOverAllWords() {
    assertEquals(1, CaptionSimilarity.of("a dog runs", "A dog  runs"));
    assertEquals(1, CaptionSimilarity.of("a dog runs", "runs a dog"));
    assertEquals(0, CaptionSimilarity.of("a dog runs", "two men sit"));
    assertEquals(2.0 * 2 / 6, CaptionSimilarity.of("a dog runs", "a cat runs"));
    assertEquals(1, CaptionSimilarity.of("", " "));
  }

  @Test
  void wordCountsAsOftenAsItOccurs() {
    assertEquals(0.8, CaptionSimilarity.of("a a", "a a b"), 1e-12);
    assertEquals(2.0 / 3, CaptionSimilarity.of("a", "a b"), 1e-12);
    assertEquals(0.5, CaptionSimilarity.of("a b", "a a"), 1e-12);
  }

  @Test
  void anotherArticleIsNearlyEqualAndAnotherSubjectIsNot() {
    String caption = "a white dog is running through the tall grass";
    assertTrue(
        CaptionSimilarity.of(caption, "the white dog is running through the tall grass")
            >= VideoCues.NEARLY_EQUAL);
    assertTrue(
        CaptionSimilarity.of(caption, "a man in a red shirt is standing on the street")
            < VideoCues.NEARLY_EQUAL);
    assertTrue(CaptionSimilarity.of("a dog runs", "a cat runs") < VideoCues.NEARLY_EQUAL);
  }
}
