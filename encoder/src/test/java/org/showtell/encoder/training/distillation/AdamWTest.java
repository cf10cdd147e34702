package org.showtell.encoder.training.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.training.LearntTensor;

class AdamWTest {
  @Test
  void theFirstStepsAreThoseOfThePaper() {
    List<LearntTensor> tensors =
        List.of(new LearntTensor("k", List.of(1, 2)), new LearntTensor("b", List.of(1)));
    try (INDArray values = Nd4j.createFromArray(1f, -2f, 3f);
        INDArray gradients = Nd4j.createFromArray(0.5f, -0.25f, 0f)) {
      AdamW optimiser = new AdamW(tensors, values, gradients, false);
      assertEquals(Math.sqrt(0.3125), optimiser.step(0.1, 0.2, 10, 0), 1e-6);
      // m^ / sqrt(v^) is the gradient's sign in the first step; kernels shrink by 0.1 * 0.2 first.
      assertArrayEquals(
          new float[] {0.98f - 0.1f, -1.96f + 0.1f, 3f}, values.data().asFloat(), 1e-5f);
      assertArrayEquals(new float[3], gradients.data().asFloat());
      assertArrayEquals(values.data().asFloat(), optimiser.average());

      gradients.assign(Nd4j.createFromArray(0f, 0f, 60f));
      optimiser.step(0.1, 0.2, 6, 0);
      // Clipped to 6; m = 0.6 / (1 - 0.81), v = 0.72 / (1 - 0.9604).
      double m = 0.6 / (1 - 0.9 * 0.9);
      double v = 0.02 * 36 / (1 - 0.98 * 0.98);
      assertEquals(3 - 0.1 * m / Math.sqrt(v), values.getDouble(2), 1e-4);
    }
  }

  @Test
  void weightsStayWhereTheGradientIsNoNumber() {
    List<LearntTensor> tensors = List.of(new LearntTensor("k", List.of(1, 2)));
    try (INDArray values = Nd4j.createFromArray(1f, -2f);
        INDArray gradients = Nd4j.createFromArray(Float.NaN, 0f)) {
      AdamW optimiser = new AdamW(tensors, values, gradients, false);
      assertEquals(Double.NaN, optimiser.step(0.1, 0.2, 10, 0));
      assertArrayEquals(new float[] {1f, -2f}, values.data().asFloat());
    }
  }
}
