package org.showtell.encoder.training.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LinearFitTest {
  @Test
  void findsTheMapThatMadeTheNumbers() {
    LinearFit truth = ToyTeacher.random(4, 3, 7);
    float[] x = ToyTeacher.normal(20 * 4, 8);
    LinearFit found = LinearFit.of(x, truth.apply(x), 20, 1e-9);
    assertArrayEquals(truth.weight(), found.weight(), 1e-4f);
    assertArrayEquals(truth.bias(), found.bias(), 1e-4f);
  }

  @Test
  void aDimensionThatNeverMovesGetsNoWeight() {
    float[] x = {1, 5, 2, 5, 3, 5, 4, 5};
    LinearFit found = LinearFit.of(x, new float[] {2, 4, 6, 8}, 4, 1e-9);
    assertArrayEquals(new float[] {2, 0}, found.weight(), 1e-4f);
    assertEquals(0, found.bias()[0], 1e-3);
  }

  @Test
  void theWayBackIsTheTransposedWeight() {
    LinearFit fit = ToyTeacher.random(2, 3, 1);
    float[] back = fit.transposed().apply(new float[] {0, 1, 0});
    assertArrayEquals(new float[] {fit.weight()[1], fit.weight()[4]}, back);
  }
}
