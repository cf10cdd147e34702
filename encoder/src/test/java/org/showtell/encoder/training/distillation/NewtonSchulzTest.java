package org.showtell.encoder.training.distillation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class NewtonSchulzTest {
  private static final int ROWS = 30;
  private static final int COLUMNS = 8;

  /** [R,C] of very unequal columns, which share a direction. */
  private static float[] matrix() {
    float[] numbers = ToyTeacher.normal(ROWS * COLUMNS, 3);
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        numbers[r * COLUMNS + c] = (numbers[r * COLUMNS + c] + (float) Math.sin(r)) * (c + 1);
      }
    }
    return numbers;
  }

  private static double dot(float[] a, int i, float[] b, int j) {
    double sum = 0;
    for (int r = 0; r < ROWS; r++) {
      sum += (double) a[r * COLUMNS + i] * b[r * COLUMNS + j];
    }
    return sum;
  }

  @Test
  void columnsBecomeOrthogonalAndStayOnTheirSide() {
    float[] given = matrix();
    try (NewtonSchulz newtonSchulz = new NewtonSchulz(2 * ROWS * COLUMNS, 2 * COLUMNS)) {
      INDArray m = newtonSchulz.matrix(ROWS, COLUMNS);
      m.data().asNioFloat().put(0, given);
      float[] found = new float[given.length];
      newtonSchulz.orthogonal(ROWS, COLUMNS).data().asNioFloat().get(0, found);
      double squares = 0;
      for (int i = 0; i < COLUMNS; i++) {
        double length = dot(found, i, found, i);
        squares += length;
        assertTrue(length > 0.4 && length < 1.5, "column " + i + ": " + length);
        for (int j = 0; j < i; j++) {
          assertEquals(0, dot(found, i, found, j), 0.35, "columns " + i + " and " + j);
        }
        assertTrue(dot(given, i, found, i) > 0, "column " + i + " points away from where it did");
      }
      assertEquals(COLUMNS, squares, 0.3 * COLUMNS);
    }
  }
}
