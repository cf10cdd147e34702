package org.showtell.benchmarks.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.showtell.metric.CaptionComparison;

class GenderClaimsTest {
  private static CaptionComparison caption(String candidate, String... references) {
    return new CaptionComparison(
        words(candidate), Arrays.stream(references).map(GenderClaimsTest::words).toList());
  }

  private static List<String> words(String sentence) {
    return List.of(sentence.split(" "));
  }

  @Test
  void countsWhatWitnessesConfirmAndContradict() {
    GenderClaims claims =
        GenderClaims.of(
            List.of(
                caption("a man runs", "a man", "two men", "a woman"),
                caption("a boy runs", "a girl", "her dog", "a child"),
                caption("a woman runs", "a lady", "a person", "a child"),
                caption("a man and a woman", "a woman", "a woman", "a woman"),
                caption("a person runs", "a woman", "a woman", "a woman")));
    assertEquals(new GenderClaims(3, 1, 1), claims);
  }
}
