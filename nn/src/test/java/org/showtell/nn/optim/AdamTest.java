package org.showtell.nn.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.showtell.nn.parameter.Initializer;
import org.showtell.nn.parameter.ParameterSet;
import org.showtell.nn.parameter.ParameterSpec;

class AdamTest {
  private static ParameterSet three() {
    ParameterSet set =
        new ParameterSet(
            DataType.DOUBLE,
            List.of(new ParameterSpec("w", 1, 3, Initializer.ZERO)),
            new SplittableRandom(1));
    set.assign("w", new float[] {2, -4, 8});
    return set;
  }

  private static void step(ParameterSet set, Adam adam, double... gradient) {
    for (int i = 0; i < gradient.length; i++) {
      set.gradients().putScalar(i, gradient[i]);
    }
    adam.step(0.1);
  }

  @Test
  void weightsDecayBesideTheStepAndThoseWithoutGradientStay() {
    try (ParameterSet plain = three();
        ParameterSet decaying = three();
        Adam adam = new Adam(plain, Adam.Config.defaults());
        Adam decoupled = new Adam(decaying, Adam.Config.defaults().withWeightDecay(0.5))) {
      step(plain, adam, 1, -3, 0);
      step(decaying, decoupled, 1, -3, 0);
      double first = plain.values().getDouble(0);
      assertEquals(1.9, first, 1e-6, "the first step of Adam is as long as the rate");
      assertEquals(first - 0.1 * 0.5 * 2, decaying.values().getDouble(0), 1e-9);
      assertEquals(
          plain.values().getDouble(1) + 0.1 * 0.5 * 4, decaying.values().getDouble(1), 1e-9);
      assertEquals(8, decaying.values().getDouble(2));
    }
  }

  @Test
  void aWeightThatOnceHadAGradientGoesOnDecaying() {
    try (ParameterSet set = three();
        Adam adam = new Adam(set, Adam.Config.defaults().withWeightDecay(0.5))) {
      step(set, adam, 0, 0, 1);
      double before = set.values().getDouble(2);
      double m = 0.9 * 0.1 / (1 - 0.9 * 0.9);
      double v = 0.999 * 0.001 / (1 - 0.999 * 0.999);
      step(set, adam, 0, 0, 0);
      assertEquals(
          before - 0.1 * m / Math.sqrt(v) - 0.1 * 0.5 * before, set.values().getDouble(2), 1e-6);
      assertEquals(2, set.values().getDouble(0));
    }
  }

  /** Both ways of the same formula: a walk over floats, and libnd4j's update of doubles. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void floatsMoveAsDoublesDo(double weightDecay) {
    List<ParameterSpec> specs = List.of(new ParameterSpec("w", 1, 3000, Initializer.GLOROT));
    Adam.Config config = Adam.Config.defaults().withWeightDecay(weightDecay);
    try (ParameterSet floats = new ParameterSet(DataType.FLOAT, specs, new SplittableRandom(1));
        ParameterSet doubles = new ParameterSet(DataType.DOUBLE, specs, new SplittableRandom(1));
        Adam fast = new Adam(floats, config);
        Adam exact = new Adam(doubles, config)) {
      SplittableRandom random = new SplittableRandom(2);
      for (int step = 0; step < 5; step++) {
        for (int i = 0; i < 3000; i++) {
          double gradient = i % 3 == 0 ? 0 : random.nextGaussian() * Math.pow(10, i % 5 - 3);
          floats.gradients().putScalar(i, gradient);
          doubles.gradients().putScalar(i, gradient);
        }
        fast.step(0.01);
        exact.step(0.01);
      }
      assertArrayEquals(
          doubles.values().data().asDouble(), floats.values().data().asDouble(), 2e-6);
    }
  }
}
