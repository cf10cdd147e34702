package org.showtell.decoder;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.parameter.Parameter;

/** Compares gradients with central differences, in double precision. */
public final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-4;

  private GradientCheck() {}

  /** Checks every element of a weight whose gradient has been accumulated. */
  public static void check(DoubleSupplier loss, Parameter parameter) {
    INDArray value = parameter.value();
    for (int row = 0; row < value.size(0); row++) {
      for (int column = 0; column < value.size(1); column++) {
        double before = value.getDouble(row, column);
        value.putScalar(row, column, before + STEP);
        double above = loss.getAsDouble();
        value.putScalar(row, column, before - STEP);
        double below = loss.getAsDouble();
        value.putScalar(row, column, before);
        double numeric = (above - below) / (2 * STEP);
        double analytic = parameter.gradient().getDouble(row, column);
        double scale = Math.max(TOLERANCE, Math.abs(numeric) + Math.abs(analytic));
        assertTrue(
            Math.abs(numeric - analytic) / scale < TOLERANCE,
            parameter.name() + "[" + row + "," + column + "]: " + numeric + " " + analytic);
      }
    }
  }
}
