package org.showtell.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
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
}
