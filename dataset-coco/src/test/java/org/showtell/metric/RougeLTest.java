package org.showtell.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class RougeLTest {

  private static double rouge(List<String> candidate, List<List<String>> references) {
    return RougeL.compute(List.of(new CaptionComparison(candidate, references))).corpus();
  }

  @Test
  void takesBestPrecisionAndBestRecallFromDifferentReferences() {
    // Against "a b c d e f": precision 2/2, recall 2/6. Against "b": precision 1/2, recall 1.
    double found =
        rouge(List.of("a", "b"), List.of(List.of("a", "b", "c", "d", "e", "f"), List.of("b")));
    assertEquals(1, found, 1e-12);
  }

  @Test
  void followsTheFormulaForOneReference() {
    double precision = 2.0 / 3;
    double recall = 2.0 / 4;
    double betaSquared = 1.44;
    assertEquals(
        (1 + betaSquared) * precision * recall / (recall + betaSquared * precision),
        rouge(List.of("a", "x", "b"), List.of(List.of("a", "c", "b", "d"))),
        1e-12);
  }

  @Test
  void noCommonWordAndNoWordScoreZero() {
    assertEquals(0, rouge(List.of("a"), List.of(List.of("b"))));
    assertEquals(0, rouge(List.of(), List.of(List.of("b"))));
  }

  @Test
  void refusesNoImages() {
    assertThrows(IllegalArgumentException.class, () -> RougeL.compute(List.of()));
  }
}
