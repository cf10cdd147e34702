package org.showtell.encoder.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameMeanTest {
  @Test
  void isTheMeanOfEachNumber() {
    FrameMean mean = new FrameMean();
    mean.add(new float[] {1, 10, -3});
    mean.add(new float[] {2, 20, 3});
    mean.add(new float[] {6, 60, 0});
    assertArrayEquals(new float[] {3, 30, 0}, mean.mean());
  }

  @Test
  void oneFrameIsItsOwnMeanToTheBit() {
    FrameMean mean = new FrameMean();
    mean.add(new float[] {0.1f, 3.3333333f});
    assertArrayEquals(new float[] {0.1f, 3.3333333f}, mean.mean(), 0);
  }

  @Test
  void refusesFramesOfAnotherKindAndNone() {
    FrameMean mean = new FrameMean();
    assertThrows(IllegalStateException.class, mean::mean);
    mean.add(new float[3]);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> mean.add(new float[4]));
    assertTrue(e.getMessage().contains("3") && e.getMessage().contains("4"), e.getMessage());
  }
}
