package org.showtell.app.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExtremesTest {

  @Test
  void bestAndWorstComeInOrderAndTiesInTheOrderOfTheData() {
    Extremes extremes = Extremes.of(List.of(1.0, 3.0, 2.0, 3.0, 0.0, 0.0), 2);
    assertEquals(List.of(1, 3), extremes.best());
    assertEquals(List.of(4, 5), extremes.worst());
  }

  @Test
  void noneIsAmongBothWhereThereAreFew() {
    Extremes extremes = Extremes.of(List.of(1.0, 2.0, 3.0), 2);
    assertEquals(List.of(2, 1), extremes.best());
    assertEquals(List.of(0), extremes.worst());
    assertEquals(new Extremes(List.of(0), List.of()), Extremes.of(List.of(5.0), 12));
    assertEquals(
        new Extremes(List.of(3, 2), List.of(0, 1)), Extremes.of(List.of(1.0, 2.0, 3.0, 4.0), 12));
  }
}
