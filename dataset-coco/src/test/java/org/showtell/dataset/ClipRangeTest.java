package org.showtell.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClipRangeTest {
  @Test
  void refusesTimesThatAreNoClip() {
    assertThrows(IllegalArgumentException.class, () -> new ClipRange(-1, 2));
    assertThrows(IllegalArgumentException.class, () -> new ClipRange(Double.NaN, 2));
    IllegalArgumentException backwards =
        assertThrows(IllegalArgumentException.class, () -> new ClipRange(3, 3));
    assertEquals("endSeconds must be above startSeconds 3.0, but got 3.0", backwards.getMessage());
  }

  @Test
  void onlyTheWholeIsWhole() {
    assertTrue(ClipRange.WHOLE.isWhole());
    assertTrue(!new ClipRange(0, 5).isWhole());
    assertEquals("1.5-2.0 s", new ClipRange(1.5, 2).toString());
  }
}
