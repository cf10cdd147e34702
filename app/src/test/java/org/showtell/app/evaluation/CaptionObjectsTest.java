package org.showtell.app.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.showtell.metric.CaptionComparison;

class CaptionObjectsTest {
  /** Captions of photos of a cat. */
  private static CaptionObjects captions(String... captions) {
    return CaptionObjects.of(
        Stream.of(captions)
            .map(
                caption ->
                    new CaptionComparison(
                        List.of(caption.split(" ")), List.of(List.of("a", "cat"))))
            .toList());
  }

  @Test
  void sharesAreFractionsAndKindsAreACount() {
    Map<String, Number> values = captions("a cat", "a dog", "a cat and a dog").corpus();
    assertEquals(
        Map.of("objects_named_by_nobody", 0.5, "objects_recall", 2.0 / 3, "objects_kinds", 2),
        values);
    assertEquals(
        List.of("objects_named_by_nobody", "objects_recall", "objects_kinds"),
        new ArrayList<>(values.keySet()));
  }

  @Test
  void thirdsAreOrderedByScore() {
    CaptionObjects objects =
        captions("a cat", "a dog", "a cow", "a cat and a dog", "a cat", "a cat");
    // From the lowest score: the dog and the cow, a cat and the cat and dog, two cats.
    Map<String, Number> shares = objects.byScore(List.of(-0.3, -0.9, -0.8, -0.5, -0.6, -0.1));
    assertEquals(
        Map.of(
            "objects_named_by_nobody.low", 1.0,
            "objects_named_by_nobody.middle", 0.5,
            "objects_named_by_nobody.high", 0.0),
        shares);
  }

  @Test
  void thirdsOfAnyNumberHoldEveryCaption() {
    Map<String, Number> shares =
        captions("a cat", "a dog", "a dog", "a cat").byScore(List.of(-4.0, -3.0, -2.0, -1.0));
    assertEquals(List.of(0.0, 1.0, 0.5), List.copyOf(shares.values()));
    assertTrue(captions("a cat", "a dog").byScore(List.of(-1.0, -2.0)).isEmpty());
  }

  @Test
  void scoresOfOtherCaptionsAreRefused() {
    CaptionObjects objects = captions("a cat");
    assertThrows(IllegalArgumentException.class, () -> objects.byScore(List.of()));
  }

  @Test
  void theWorstClassesAreNoted() {
    assertEquals(
        List.of("objects named rightly/by nobody/missed, the worst: dog 0/3/0, cat 1/0/2"),
        captions("a dog", "a dog", "a dog and a cat").notes());
    assertEquals(List.of(), captions("a cat").notes());
  }
}
