package org.showtell.encoder.training.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.encoder.training.LearntTensor;

class MuonTest {
  private static final int INPUTS = 4;
  private static final int OUTPUTS = 6;
  private static final int KERNEL = 9 * INPUTS * OUTPUTS;
  private static final double RATE = 0.1;

  /**
   * A kernel between convolutions, its bias, and a first kernel that has more columns than rows.
   */
  private static final List<LearntTensor> TENSORS =
      List.of(
          new LearntTensor("k", List.of(3, 3, INPUTS, OUTPUTS)),
          new LearntTensor("b", List.of(OUTPUTS)),
          new LearntTensor("first", List.of(1, 1, 1, 2)));

  private static float[] step(float[] values, float[] gradients, int times) {
    try (INDArray v = Nd4j.createFromArray(values.clone());
        INDArray g = Nd4j.createFromArray(gradients.clone());
        AdamW optimiser = new AdamW(TENSORS, v, g, true)) {
      for (int i = 0; i < times; i++) {
        optimiser.step(RATE, 0.5, 1e9, 0);
        assertArrayEquals(new float[values.length], g.data().asFloat(), "gradients are used up");
        assertArrayEquals(
            v.data().asFloat(), optimiser.average(), 1e-6f, "no average at a decay of 0");
        g.assign(Nd4j.createFromArray(gradients));
      }
      return v.data().asFloat();
    }
  }

  @Test
  void kernelsMoveAsFarWhateverTheGradientsSizeAndOthersAsAdamWDoes() {
    float[] start = ToyTeacher.normal(KERNEL + OUTPUTS + 2, 1);
    float[] gradients = ToyTeacher.normal(start.length, 2);
    float[] tenfold = gradients.clone();
    for (int i = 0; i < tenfold.length; i++) {
      tenfold[i] *= 10;
    }
    float[] moved = step(start, gradients, 1);
    assertArrayEquals(moved, step(start, tenfold, 1), 1e-4f);
    double squares = 0;
    double against = 0;
    for (int i = 0; i < KERNEL; i++) {
      double by = moved[i] - start[i] * (1 - RATE * 0.5);
      squares += by * by / KERNEL;
      against += by * gradients[i];
    }
    // The mean square of an orthogonal matrix [R,C] is 1/R; the step is 0.2 sqrt(R) of the rate.
    assertEquals(0.2 * RATE, Math.sqrt(squares), 0.05 * RATE);
    assertEquals(-1, Math.signum(against), "down the slope");
    for (int i = KERNEL; i < start.length; i++) {
      double kept = i < KERNEL + OUTPUTS ? start[i] : start[i] * (1 - RATE * 0.5);
      assertEquals(kept - RATE * Math.signum(gradients[i]), moved[i], 1e-4, "AdamW's first step");
    }
  }

  @Test
  void twoStepsWithOneGradientGoOneWay() {
    float[] start = new float[KERNEL + OUTPUTS + 2];
    float[] gradients = ToyTeacher.normal(start.length, 2);
    float[] once = step(start, gradients, 1);
    float[] twice = step(start, gradients, 2);
    for (int i = 0; i < KERNEL; i++) {
      assertEquals(once[i] * (1 - RATE * 0.5) + once[i], twice[i], 2e-3);
    }
  }
}
