package org.showtell.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ActivationsTest {
  @Test
  void tanhAndSigmoidEqualTheLibrarysToSixDigits() {
    for (double x = -20; x <= 20; x += 0.0137) {
      float[] value = {(float) x, (float) x};
      Activations.tanh(value, 0, 1);
      Activations.sigmoid(value, 1, 2);
      assertEquals(Math.tanh((float) x), value[0], 1e-6, "tanh " + x);
      assertEquals(1 / (1 + Math.exp(-(float) x)), value[1], 1e-6, "sigmoid " + x);
    }
  }

  @Test
  void bothWaysToComputeAreAsExact() {
    for (double x = -20; x <= 20; x += 0.0137) {
      float[] value = {(float) x, (float) x};
      Activations.separate(value, 0, 1);
      Activations.fused(value, 1, 2);
      assertEquals(Math.tanh((float) x), value[0], 1e-6, "separate " + x);
      assertEquals(Math.tanh((float) x), value[1], 1e-6, "fused " + x);
    }
  }

  @Test
  void valuesOutsideTheRangeAreLeftAlone() {
    float[] values = {2, 2, 2};
    Activations.tanh(values, 1, 2);
    assertEquals(2, values[0]);
    assertEquals(2, values[2]);
  }
}
