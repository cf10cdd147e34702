package org.showtell.app.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.showtell.app.video.VideoCues;

class ScoredCaptionTest {
  @Test
  void isTwiceTheSharedWordsOverAllWords() {
    assertEquals(1, similarity("a dog runs", "A dog  runs"));
    assertEquals(1, similarity("a dog runs", "runs a dog"));
    assertEquals(0, similarity("a dog runs", "two men sit"));
    assertEquals(2.0 * 2 / 6, similarity("a dog runs", "a cat runs"));
    assertEquals(1, similarity("", " "));
  }

  @Test
  void wordCountsAsOftenAsItOccurs() {
    assertEquals(0.8, similarity("a a", "a a b"), 1e-12);
    assertEquals(2.0 / 3, similarity("a", "a b"), 1e-12);
    assertEquals(0.5, similarity("a b", "a a"), 1e-12);
  }

  @Test
  void anotherArticleIsNearlyEqualAndAnotherSubjectIsNot() {
    String caption = "a white dog is running through the tall grass";
    assertTrue(
        similarity(caption, "the white dog is running through the tall grass")
            >= VideoCues.NEARLY_EQUAL);
    assertTrue(
        similarity(caption, "a man in a red shirt is standing on the street")
            < VideoCues.NEARLY_EQUAL);
    assertTrue(similarity("a dog runs", "a cat runs") < VideoCues.NEARLY_EQUAL);
  }

  private static double similarity(String one, String other) {
    return new ScoredCaption(one, 0).similarity(new ScoredCaption(other, 0));
  }
}
