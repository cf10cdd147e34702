package org.showtell.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CiderDTest {

  private static CaptionComparison image(String candidate, String reference) {
    return new CaptionComparison(
        List.of(candidate.split(" ")), List.of(List.of(reference.split(" "))));
  }

  @Test
  void anEqualCaptionScoresTen() {
    ImageScores scores =
        CiderD.compute(
            List.of(
                image("a dog runs on grass", "a dog runs on grass"),
                image("two cats sleep at home", "one bird sings this morning")));
    assertEquals(10, scores.perImage().get(0), 1e-9);
    assertEquals(0, scores.perImage().get(1), 1e-9);
    assertEquals(5, scores.corpus(), 1e-9);
  }

  @Test
  void nGramsThatEveryImageHasCountNothing() {
    ImageScores scores = CiderD.compute(List.of(image("a dog", "a dog")));
    assertEquals(0, scores.corpus(), "the logarithm of one image is zero");
  }

  @Test
  void aDifferenceInLengthCosts() {
    List<CaptionComparison> others = List.of(image("x", "two cats"), image("y", "one bird"));
    double same =
        CiderD.compute(List.of(image("dog runs", "dog runs"), others.get(0), others.get(1)))
            .perImage()
            .get(0);
    double longer =
        CiderD.compute(
                List.of(
                    image("dog runs q q q q q q q q", "dog runs"), others.get(0), others.get(1)))
            .perImage()
            .get(0);
    assertTrue(longer < same / 2, longer + " against " + same);
  }

  @Test
  void refusesNoImages() {
    assertThrows(IllegalArgumentException.class, () -> CiderD.compute(List.of()));
  }
}
