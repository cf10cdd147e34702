package org.showtell.app.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.showtell.app.video.VideoCue;
import org.showtell.app.video.VideoCues;

class KeywordTest {
  @Test
  void aWordHasAProbability() {
    assertThrows(IllegalArgumentException.class, () -> new Keyword(" ", 0.5));
    assertThrows(IllegalArgumentException.class, () -> new Keyword("cat", 1.01));
    assertThrows(IllegalArgumentException.class, () -> new Keyword("cat", Double.NaN));
  }

  @Test
  void theLikeliestAreTakenEachWordOnce() {
    List<Keyword> all =
        List.of(
            new Keyword("cat", 0.4),
            new Keyword("dog", 0.6),
            new Keyword("cat", 0.9),
            new Keyword("cow", 0.6));
    assertEquals(
        List.of(new Keyword("cat", 0.9), new Keyword("dog", 0.6)), Keyword.likeliest(all, 2));
    assertEquals(3, Keyword.likeliest(all, 9).size());
  }

  @Test
  void mergedCuesHaveTheLikeliestWordsOfAll() {
    VideoCues cues = new VideoCues(true, 2);
    cues.add(Duration.ZERO, said(-1), words("cat", 0.9, "sofa", 0.5), Optional.empty());
    cues.add(Duration.ofSeconds(1), said(-2), words("cat", 0.7, "bed", 0.6), Optional.empty());
    cues.add(Duration.ofSeconds(2), said(-3), words("sofa", 0.8), Optional.empty());
    VideoCue cue = cues.end(Duration.ofSeconds(3)).orElseThrow();
    assertEquals(words("cat", 0.9, "sofa", 0.8), cue.keywords());
    assertEquals(-1, cue.caption().score());
  }

  private static ScoredCaption said(double score) {
    return new ScoredCaption("a cat", score);
  }

  private static List<Keyword> words(Object... wordsAndProbabilities) {
    return IntStream.range(0, wordsAndProbabilities.length / 2)
        .mapToObj(
            i ->
                new Keyword(
                    (String) wordsAndProbabilities[2 * i],
                    (double) wordsAndProbabilities[2 * i + 1]))
        .toList();
  }
}
