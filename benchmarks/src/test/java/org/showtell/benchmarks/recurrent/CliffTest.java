package org.showtell.benchmarks.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CliffTest {
  @Test
  void clippingStaysAtTheEdgeThatTheWholeGradientLeaves() {
    List<Cliff.Place> clipped = Cliff.path(2, -0.2, 1, 150);
    List<Cliff.Place> thrown = Cliff.path(2, -0.2, Double.POSITIVE_INFINITY, 150);
    assertEquals(clipped.get(0), thrown.get(0));
    Cliff.Place last = clipped.get(clipped.size() - 1);
    assertTrue(last.loss() < 0.01, last.toString());
    assertTrue(thrown.get(thrown.size() - 1).loss() > 0.05, thrown.toString());
    assertTrue(thrown.stream().anyMatch(place -> place.norm() > 10), thrown.toString());
  }
}
