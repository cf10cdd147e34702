package org.showtell.decoder;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.parameter.Parameter;

/**
 * Compares gradients with central differences, in double precision.
 *
 * <p>Of each weight all elements are checked together, along directions of random signs, which a
 * single wrong element spoils; and some of them alone, evenly spread, which a sum cannot hide. With
 * {@code -Dtests=all} there are twice as many of both.
 */
public final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-4;
  private static final boolean ALL = "all".equals(System.getProperty("tests"));
  private static final int DIRECTIONS = ALL ? 2 : 1;
  private static final int ALONE = ALL ? 4 : 2;

  private GradientCheck() {}

  /** Checks a weight whose gradient has been accumulated. */
  public static void check(DoubleSupplier loss, Parameter parameter) {
    int length = (int) parameter.length();
    SplittableRandom random = new SplittableRandom(length);
    for (int i = 0; i < Math.min(ALONE, length); i++) {
      double[] direction = new double[length];
      int element = (int) ((long) i * length / Math.min(ALONE, length));
      direction[element] = 1;
      check(loss, parameter, direction, "element " + element);
    }
    for (int i = 0; length > ALONE && i < DIRECTIONS; i++) {
      double[] direction = random.doubles(length, -1, 1).map(Math::signum).toArray();
      check(loss, parameter, direction, "direction " + i);
    }
  }

  private static void check(
      DoubleSupplier loss, Parameter parameter, double[] direction, String name) {
    try (INDArray along = Nd4j.createFromArray(direction);
        INDArray before = parameter.value().dup('c')) {
      INDArray shaped = along.reshape('c', before.shape());
      parameter.value().addi(shaped.mul(STEP));
      double above = loss.getAsDouble();
      parameter.value().assign(before).subi(shaped.mul(STEP));
      double below = loss.getAsDouble();
      parameter.value().assign(before);
      double numeric = (above - below) / (2 * STEP);
      double analytic = parameter.gradient().mul(shaped).sumNumber().doubleValue();
      double scale = Math.max(TOLERANCE, Math.abs(numeric) + Math.abs(analytic));
      assertTrue(
          Math.abs(numeric - analytic) / scale < TOLERANCE,
          parameter.name() + ", " + name + ": " + numeric + " " + analytic);
    }
  }
}
