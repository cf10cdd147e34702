package org.showtell.nn.parameter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class ParameterSetTest {
  private static ParameterSet set() {
    return new ParameterSet(
        DataType.FLOAT,
        List.of(
            new ParameterSpec("a", 2, 3, Initializer.values(new float[] {1, 2, 3, 4, 5, 6})),
            new ParameterSpec("b", 1, 4, Initializer.constantInColumns(9, 1, 3))),
        new SplittableRandom(1));
  }

  @Test
  void weightsAreViewsOfOneVector() {
    try (ParameterSet set = set()) {
      assertEquals(10, set.count());
      assertArrayEquals(
          new float[] {1, 2, 3, 4, 5, 6, 0, 9, 9, 0}, set.values().dup().data().asFloat());
      set.values().addi(1);
      assertEquals(6, set.get("a").value().getDouble(1, 1));
      set.get("b").gradient().addi(2);
      assertEquals(8, set.gradients().sumNumber().doubleValue());
      set.clearGradients();
      assertEquals(0, set.gradients().sumNumber().doubleValue());
    }
  }

  @Test
  void copiesAreAssignedBack() {
    try (ParameterSet set = set()) {
      float[] values = {6, 5, 4, 3, 2, 1};
      set.assign("a", values);
      assertArrayEquals(values, set.copyOf("a"));
      assertThrows(IllegalArgumentException.class, () -> set.assign("a", new float[5]));
      assertThrows(IllegalArgumentException.class, () -> set.copyOf("none"));
    }
  }

  @Test
  void closedSetIsRefused() {
    ParameterSet set = set();
    set.close();
    set.close();
    assertThrows(IllegalStateException.class, set::values);
  }

  @Test
  void twoWeightsOfOneNameAreRefused() {
    ParameterSpec spec = new ParameterSpec("a", 1, 1, Initializer.ZERO);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ParameterSet(DataType.FLOAT, List.of(spec, spec), new SplittableRandom(1)));
  }
}
