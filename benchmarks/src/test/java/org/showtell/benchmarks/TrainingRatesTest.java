package org.showtell.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingRatesTest {
  @Test
  void theRatioIsTheMedianOfTheRoundsRatios() {
    TrainingRates rates =
        new TrainingRates(List.of(3000.0, 4000.0, 2000.0), List.of(1000.0, 800.0, 500.0));

    assertEquals(List.of(3.0, 5.0, 4.0), rates.ratios());
    assertTrue(rates.lastLine().matches("3 +2000 +500 +4\\.00\\R"), rates.lastLine());
    assertTrue(rates.medianLine().matches("median +3000 +800 +4\\.00\\R"), rates.medianLine());
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertEquals(2.5, TrainingRates.median(List.of(4.0, 1.0, 3.0, 2.0)));
  }

  @Test
  void rejectsARoundWithoutItsPeer() {
    assertThrows(IllegalArgumentException.class, () -> new TrainingRates(List.of(1.0), List.of()));
  }
}
