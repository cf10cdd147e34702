package org.showtell.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static Rounds rates() {
    return new Rounds(List.of("Showtell", "Deeplearning4j", "ratio"), List.of(12, 16), 0);
  }

  private static Rounds times() {
    return new Rounds(
        List.of("Showtell", "ONNX Runtime", "Deeplearning4j", "to ORT", "to DL4J"),
        List.of(10, 13, 16),
        1);
  }

  @Test
  void columnsStandUnderTheirTitles() {
    assertEquals(
        "round        Showtell   Deeplearning4j    ratio", rates().header().stripTrailing());
    assertEquals(
        "round      Showtell  ONNX Runtime   Deeplearning4j   to ORT  to DL4J",
        times().header().stripTrailing());
  }

  @Test
  void theRatioIsTheMedianOfTheRoundsRatios() {
    Rounds rates = rates().add(3000, 1000).add(4000, 800).add(2000, 500);

    assertEquals(List.of(3.0, 5.0, 4.0), rates.ratios(1));
    assertTrue(rates.lastLine().matches("3 +2000 +500 +4\\.00\\R"), rates.lastLine());
    assertTrue(rates.medianLine().matches("median +3000 +800 +4\\.00\\R"), rates.medianLine());
  }

  @Test
  void ratiosAreOfTheSameRound() {
    Rounds times = times().add(100, 50, 1000).add(240, 200, 1200).add(90, 60, 900);

    assertEquals(List.of(2.0, 1.2, 1.5), times.ratios(1));
    assertEquals(
        "median        100.0          60.0           1000.0     1.50     0.10",
        times.medianLine().strip());
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertEquals(2.5, Rounds.median(List.of(4.0, 1.0, 3.0, 2.0)));
  }

  @Test
  void rejectsARoundWithoutAPeerOrWithoutAValue() {
    assertThrows(IllegalArgumentException.class, () -> rates().add(1));
    assertThrows(IllegalArgumentException.class, () -> times().add(1, 0, 1));
  }
}
