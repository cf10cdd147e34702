package org.showtell.encoder.preset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.showtell.encoder.preset.Preprocessing.ChannelOrder;
import org.showtell.encoder.preset.Preprocessing.ResizeRule;

class VisibleAreaTest {
  @Test
  void squashingShowsEverything() {
    assertEquals(
        new VisibleArea(0, 0, 640, 480), preprocessing(ResizeRule.SQUASH).visibleArea(640, 480));
  }

  @Test
  void aCropShowsTheMiddle() {
    Preprocessing crop = preprocessing(ResizeRule.CENTER_CROP);
    assertEquals(new VisibleArea(80, 0, 480, 480), crop.visibleArea(640, 480));
    assertEquals(new VisibleArea(0, 80, 480, 480), crop.visibleArea(480, 640));
    assertEquals(new VisibleArea(500, 0, 1, 1), crop.visibleArea(1001, 1));
  }

  @Test
  void isTheSamePartOfAResizedPicture() {
    VisibleArea area = new VisibleArea(80, 0, 480, 480);
    assertEquals(new VisibleArea(20, 0, 120, 120), area.resized(640, 480, 160, 120));
    VisibleArea dot = new VisibleArea(999, 0, 1, 1).resized(1000, 1, 10, 1);
    assertTrue(dot.fits(10, 1), dot.toString());
  }

  @Test
  void rejectsNothingToSee() {
    assertThrows(IllegalArgumentException.class, () -> new VisibleArea(0, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new VisibleArea(-1, 0, 1, 1));
    assertFalse(new VisibleArea(1, 0, 10, 10).fits(10, 10));
  }

  private static Preprocessing preprocessing(ResizeRule rule) {
    float[] zero = {0, 0, 0};
    float[] one = {1, 1, 1};
    return new Preprocessing(224, 224, rule, ChannelOrder.RGB, zero, one);
  }
}
