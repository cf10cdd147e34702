package org.showtell.nn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

class OptimiserTest {
  private static ParameterSet ones(int count) {
    return new ParameterSet(
        DataType.DOUBLE, List.of(ParameterSpec.row("w", count, 1)), new SplittableRandom(1));
  }

  private static void gradient(ParameterSet set, double... values) {
    set.gradients().assign(Nd4j.createFromArray(values).reshape(1, values.length));
  }

  private static double[] values(ParameterSet set) {
    return set.values().data().asDouble();
  }

  @Test
  void momentumKeepsItsVelocity() {
    try (ParameterSet set = ones(1);
        Optimiser optimiser = Optimiser.Kind.SGD.over(set)) {
      gradient(set, 2);
      optimiser.step(0.1); // v = -0.2
      assertArrayEquals(new double[] {0.8}, values(set), 1e-12);
      gradient(set, 1);
      optimiser.step(0.1); // v = 0.9 * -0.2 - 0.1 = -0.28
      assertArrayEquals(new double[] {0.52}, values(set), 1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource(Optimiser.Kind.class)
  void anotherGoesOnWithItsMemory(Optimiser.Kind kind) {
    List<ParameterSpec> specs = List.of(ParameterSpec.row("w", 2, 1));
    try (ParameterSet whole = new ParameterSet(DataType.FLOAT, specs, new SplittableRandom(1));
        ParameterSet parts = new ParameterSet(DataType.FLOAT, specs, new SplittableRandom(1));
        Optimiser uninterrupted = kind.over(whole);
        Optimiser first = kind.over(parts);
        Optimiser second = kind.over(parts)) {
      for (int step = 0; step < 4; step++) {
        gradient(whole, step, 0.1 - step);
        uninterrupted.step(0.05);
        gradient(parts, step, 0.1 - step);
        (step < 2 ? first : second).step(0.05);
        if (step == 1) {
          second.restore(2, first.memory());
        }
      }
      assertArrayEquals(values(whole), values(parts));
    }
  }

  @Test
  void adagradDividesByTheRootOfTheSum() {
    try (ParameterSet set = ones(2);
        Optimiser optimiser = Optimiser.Kind.ADAGRAD.over(set)) {
      gradient(set, 3, 0);
      optimiser.step(0.1); // 3 / 3
      gradient(set, 4, -2);
      optimiser.step(0.1); // 4 / 5 and -2 / 2
      assertArrayEquals(new double[] {1 - 0.1 - 0.08, 1.1}, values(set), 1e-8);
    }
  }

  @Test
  void rmspropDividesByTheRootOfTheRunningMean() {
    try (ParameterSet set = ones(1);
        Optimiser optimiser = Optimiser.Kind.RMSPROP.over(set)) {
      gradient(set, 2);
      optimiser.step(0.01); // s = 0.05 * 4
      double first = 1 - 0.01 * 2 / Math.sqrt(0.2);
      assertArrayEquals(new double[] {first}, values(set), 1e-8);
      gradient(set, 1);
      optimiser.step(0.01); // s = 0.95 * 0.2 + 0.05
      assertArrayEquals(new double[] {first - 0.01 / Math.sqrt(0.24)}, values(set), 1e-8);
    }
  }

  @ParameterizedTest
  @EnumSource(Optimiser.Kind.class)
  void everyOptimiserFindsTheBottomOfABowl(Optimiser.Kind kind) {
    try (ParameterSet set = ones(3);
        INDArray goal = Nd4j.createFromArray(0.5, -0.2, 1.3).reshape(1, 3);
        Optimiser optimiser = kind.over(set)) {
      for (int step = 0; step < 400; step++) {
        set.gradients().assign(set.values().sub(goal));
        optimiser.step(kind == Optimiser.Kind.ADAGRAD ? 0.3 : 0.01);
      }
      double left = set.values().sub(goal).norm2Number().doubleValue();
      assertTrue(left < 0.05, kind + " is off by " + left);
    }
  }

  @Test
  void clippingByValueLimitsEachElementAndByNormTheWhole() {
    try (ParameterSet set = ones(2)) {
      gradient(set, 3, -4);
      double norm = new Clipping(Double.POSITIVE_INFINITY, 3.5).apply(set);
      assertEquals(5, norm, 1e-12);
      assertArrayEquals(new double[] {3, -3.5}, set.gradients().data().asDouble(), 1e-12);
      gradient(set, 3, -4);
      Clipping.ofNorm(1).apply(set);
      assertArrayEquals(new double[] {0.6, -0.8}, set.gradients().data().asDouble(), 1e-12);
      Clipping.ofNorm(2).apply(set);
      assertArrayEquals(new double[] {0.6, -0.8}, set.gradients().data().asDouble(), 1e-12);
    }
  }

  /** The norm of floats is summed in many parts, that of doubles by ND4J. */
  @Test
  void theNormOfManyFloatsIsThatOfDoubles() {
    List<ParameterSpec> specs = List.of(ParameterSpec.row("w", 300_001, 1));
    try (ParameterSet floats = new ParameterSet(DataType.FLOAT, specs, new SplittableRandom(1));
        ParameterSet doubles = new ParameterSet(DataType.DOUBLE, specs, new SplittableRandom(1))) {
      double[] values = new SplittableRandom(2).doubles(300_001, -1, 2).toArray();
      gradient(floats, values);
      gradient(doubles, values);
      double norm = Clipping.ofNorm(1).apply(doubles);
      assertEquals(norm, Clipping.ofNorm(1).apply(floats), 1e-6 * norm);
      assertEquals(1, Clipping.ofNorm(2).apply(floats), 1e-6);
    }
  }
}
