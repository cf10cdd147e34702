package org.showtell.encoder.training.distillation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RateRangeTest {
  @Test
  void ratesGrowByAnEqualFactorToTheHighest() {
    RateRange.Collector collector = new RateRange.Collector(1e-4, 1, 5);
    for (int i = 0; i < 5; i++) {
      assertEquals(Math.pow(10, i - 4), collector.rate(), 1e-9);
      assertTrue(collector.add(1));
    }
    assertEquals(5, collector.range().points().size());
  }

  @Test
  void theAverageOfALevelLossIsLevel() {
    RateRange.Collector collector = new RateRange.Collector(1, 2, 10);
    for (int i = 0; i < 10; i++) {
      collector.add(3);
    }
    collector.range().points().forEach(point -> assertEquals(3, point.loss(), 1e-12));
  }

  @Test
  void endsWhereTheLossIsNoNumberOrFarAboveItsLeast() {
    RateRange.Collector collector = new RateRange.Collector(1, 2, 100);
    assertTrue(collector.add(1));
    assertFalse(collector.add(Double.NaN));
    assertEquals(1, collector.range().points().size());
    int more = 0;
    while (collector.add(10) && more < 50) {
      more++;
    }
    assertTrue(more < 5, "steps at a loss of 10: " + more);
  }

  @Test
  void findsTheLeastAndTheSteepest() {
    RateRange range =
        new RateRange(
            List.of(
                new RateRange.Point(1, 5),
                new RateRange.Point(2, 4.9),
                new RateRange.Point(4, 3),
                new RateRange.Point(8, 2.9),
                new RateRange.Point(16, 7)));
    assertEquals(8, range.least().rate());
    assertEquals(2, range.fastest().rate());
  }

  @Test
  void oneThatOnlyRisesHasItsFirstPointAsBoth() {
    RateRange range = new RateRange(List.of(new RateRange.Point(1, 1), new RateRange.Point(2, 2)));
    assertEquals(1, range.least().rate());
    assertEquals(1, range.fastest().rate());
    assertThrows(IllegalArgumentException.class, () -> new RateRange(List.of()));
  }
}
