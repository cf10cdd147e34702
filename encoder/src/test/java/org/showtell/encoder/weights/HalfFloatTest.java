package org.showtell.encoder.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfFloatTest {
  @Test
  void everyHalfSurvivesTheWayThereAndBack() {
    for (int bits = 0; bits <= 0xffff; bits++) {
      float value = HalfFloat.toFloat((short) bits);
      if (Float.isNaN(value)) {
        assertTrue(Float.isNaN(HalfFloat.toFloat(HalfFloat.fromFloat(value))));
      } else {
        assertEquals((short) bits, HalfFloat.fromFloat(value), "bits " + Integer.toHexString(bits));
      }
    }
  }

  @Test
  void knownBitsHaveKnownValues() {
    assertEquals(1f, HalfFloat.toFloat((short) 0x3c00));
    assertEquals(-2f, HalfFloat.toFloat((short) 0xc000));
    assertEquals(65504f, HalfFloat.toFloat((short) 0x7bff));
    assertEquals(0x1p-24f, HalfFloat.toFloat((short) 1));
    assertEquals(0x1p-14f, HalfFloat.toFloat((short) 0x0400));
    assertEquals(Float.POSITIVE_INFINITY, HalfFloat.toFloat((short) 0x7c00));
    assertEquals(-0f, HalfFloat.toFloat((short) 0x8000));
  }

  @Test
  void roundsToTheNearestAndToEvenInTheMiddle() {
    assertEquals((short) 0x3c00, HalfFloat.fromFloat(1 + 0x1p-11f));
    assertEquals((short) 0x3c02, HalfFloat.fromFloat(1 + 3 * 0x1p-11f));
    assertEquals((short) 0x3c01, HalfFloat.fromFloat(Math.nextUp(1 + 0x1p-11f)));
    assertEquals((short) 0x7bff, HalfFloat.fromFloat(65519.99f));
    assertEquals((short) 0x7c00, HalfFloat.fromFloat(65520f));
    assertEquals((short) 0, HalfFloat.fromFloat(0x1p-25f));
    assertEquals((short) 1, HalfFloat.fromFloat(Math.nextUp(0x1p-25f)));
    assertEquals((short) 0x8000, HalfFloat.fromFloat(-0f));
  }

  @Test
  void noOtherHalfIsNearer() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      float value = (random.nextFloat() - 0.5f) * (float) Math.pow(2, random.nextInt(40) - 24);
      short bits = HalfFloat.fromFloat(value);
      BigDecimal error = distance(bits, value);
      for (int neighbour = -1; neighbour <= 1; neighbour += 2) {
        float other = HalfFloat.toFloat((short) (bits + neighbour));
        if (Float.isFinite(other) && Math.signum(other) == Math.signum(value)) {
          assertTrue(error.compareTo(distance((short) (bits + neighbour), value)) <= 0, "" + value);
        }
      }
    }
  }

  private static BigDecimal distance(short bits, float value) {
    return new BigDecimal(HalfFloat.toFloat(bits)).subtract(new BigDecimal(value)).abs();
  }
}
