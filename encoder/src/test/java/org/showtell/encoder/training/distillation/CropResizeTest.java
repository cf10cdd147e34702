package org.showtell.encoder.training.distillation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CropResizeTest {
  private static byte[] ramp(int side) {
    byte[] rgb = new byte[side * side * 3];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        rgb[(y * side + x) * 3] = (byte) (10 * x);
        rgb[(y * side + x) * 3 + 1] = (byte) (10 * y);
        rgb[(y * side + x) * 3 + 2] = (byte) 200;
      }
    }
    return rgb;
  }

  @Test
  void theSameSizeChangesNothing() {
    byte[] rgb = ramp(8);
    float[] out = new float[8 * 8 * 3];
    CropResize.apply(rgb, 8, Crop.whole(8), 8, out, 0);
    for (int i = 0; i < out.length; i++) {
      assertEquals(rgb[i] & 0xff, out[i], 1e-3);
    }
  }

  @Test
  void aFlipTurnsLeftAndRight() {
    float[] out = new float[4 * 4 * 3];
    CropResize.apply(ramp(8), 8, new Crop(2, 1, 4, 4, true), 4, out, 0);
    assertArrayEquals(
        new float[] {50, 10, 200, 40, 10, 200}, java.util.Arrays.copyOf(out, 6), 1e-3f);
  }

  @Test
  void shrinkingAveragesAStripedPhotoToGrey() {
    byte[] stripes = new byte[32 * 32 * 3];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = (byte) (i / 3 % 2 == 0 ? 0 : 200);
    }
    float[] out = new float[8 * 8 * 3];
    CropResize.apply(stripes, 32, Crop.whole(32), 8, out, 0);
    for (float value : out) {
      assertEquals(100, value, 12);
    }
  }

  @Test
  void randomCropsLieInThePhoto() {
    SplittableRandom random = new SplittableRandom(1);
    int flipped = 0;
    for (int i = 0; i < 200; i++) {
      Crop crop = Crop.random(random, 20, 0.4);
      assertTrue(crop.x() >= 0 && crop.x() + crop.width() <= 20);
      assertTrue(crop.y() >= 0 && crop.y() + crop.height() <= 20);
      assertTrue(crop.width() * crop.height() > 0.35 * 400);
      flipped += crop.flipped() ? 1 : 0;
    }
    assertTrue(flipped > 60 && flipped < 140);
  }

  @Test
  void lightThatStaysTheSameChangesNothing() {
    float[] rgb = {10, 20, 30, 250, 128, 0};
    new ColourJitter(1, 1, 1).apply(rgb, 0, 6);
    assertArrayEquals(new float[] {10, 20, 30, 250, 128, 0}, rgb, 1e-3f);
    new ColourJitter(1.25f, 1, 0).apply(rgb, 0, 6);
    assertEquals(25, rgb[0], 1e-3);
    assertEquals(rgb[3], rgb[5]);
  }
}
