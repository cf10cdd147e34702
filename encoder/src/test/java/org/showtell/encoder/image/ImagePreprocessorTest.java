package org.showtell.encoder.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.Preprocessing.ChannelOrder;
import org.showtell.encoder.preset.Preprocessing.ResizeRule;

class ImagePreprocessorTest {
  private static final float[] ZERO = {0, 0, 0};
  private static final float[] ONE = {1, 1, 1};

  @Test
  void normalisesAsThePresetSays() {
    // (10 - 123.675) / 58.395, (128 - 116.28) / 57.12, (255 - 103.53) / 57.375
    float[] pixels =
        new ImagePreprocessor(Preprocessing.imagenet(1)).apply(image(1, 1, 10, 128, 255));
    assertArrayEquals(new float[] {-1.946656f, 0.205182f, 2.640000f}, pixels, 1e-6f);
  }

  @Test
  void givesVggBlueFirstWithoutItsMeans() {
    float[] pixels =
        new ImagePreprocessor(Preprocessing.vgg()).apply(image(224, 224, 10, 128, 255));
    assertEquals(255 - 103.939f, pixels[0], 1e-4f);
    assertEquals(128 - 116.779f, pixels[1], 1e-4f);
    assertEquals(10 - 123.68f, pixels[2], 1e-4f);
  }

  @Test
  void averagesTheAreaWhenItShrinks() {
    RgbImage image =
        image(
            4, 2, 0, 0, 0, 10, 10, 10, 100, 0, 0, 100, 0, 0, 20, 20, 20, 30, 30, 30, 0, 0, 50, 0, 0,
            50);
    assertArrayEquals(
        new float[] {15, 15, 15, 50, 0, 25}, plain(2, 1, ResizeRule.SQUASH).apply(image));
  }

  @Test
  void finePatternsBecomeGreyAndNotStripes() {
    byte[] rgb = new byte[90 * 90 * 3];
    for (int i = 0; i < rgb.length; i++) {
      int pixel = i / 3;
      rgb[i] = (byte) ((pixel % 90 + pixel / 90) % 2 * 255);
    }
    for (float value : plain(16, 16, ResizeRule.SQUASH).apply(new RgbImage(90, 90, rgb))) {
      assertEquals(127.5f, value, 6);
    }
  }

  @Test
  void squashesBothWaysAndKeepsFlatColours() {
    float[] pixels = plain(3, 5, ResizeRule.SQUASH).apply(image(200, 2, 7, 77, 177));
    assertEquals(3 * 5 * 3, pixels.length);
    for (int i = 0; i < pixels.length; i += 3) {
      assertArrayEquals(
          new float[] {7, 77, 177}, new float[] {pixels[i], pixels[i + 1], pixels[i + 2]});
    }
  }

  @Test
  void enlargesSmoothly() {
    float[] pixels = plain(4, 1, ResizeRule.SQUASH).apply(image(2, 1, 0, 0, 0, 200, 200, 200));
    assertEquals(200, pixels[3] + pixels[6], 1, "symmetric about the middle");
    assertEquals(true, pixels[0] < pixels[3] && pixels[3] < pixels[6] && pixels[6] <= pixels[9]);
  }

  @Test
  void cutsTheMiddleOut() {
    RgbImage image =
        image(4, 2, 9, 9, 9, 1, 1, 1, 2, 2, 2, 9, 9, 9, 9, 9, 9, 3, 3, 3, 4, 4, 4, 9, 9, 9);
    float[] pixels = plain(2, 2, ResizeRule.CENTER_CROP).apply(image);
    assertArrayEquals(new float[] {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4}, pixels);
  }

  @Test
  void cutsTheInnerSevenEighthsOut() {
    // 16 columns by 8 rows, the columns numbered: 7 of the shorter side's 8 stay, in the middle.
    int[] rgb = new int[16 * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = 10 * (i / 3);
    }
    float[] pixels = plain(7, 7, ResizeRule.INNER_CROP).apply(image(16, 8, rgb));
    for (int x = 0; x < 7; x++) {
      assertEquals(10 * (x + 4), pixels[3 * x]);
    }
    // A photo of the network's own size is cut too, as torchvision cuts it.
    float[] square = plain(16, 16, ResizeRule.INNER_CROP).apply(image(16, 16, rgb));
    assertTrue(square[0] >= 10 && square[3 * 15] <= 140, square[0] + " " + square[3 * 15]);
  }

  @Test
  void writesIntoABatchAtItsPlace() {
    ImagePreprocessor preprocessor = plain(1, 1, ResizeRule.SQUASH);
    float[] batch = new float[6];
    preprocessor.apply(image(1, 1, 1, 2, 3), batch, 3);
    assertArrayEquals(new float[] {0, 0, 0, 1, 2, 3}, batch);
    assertThrows(
        IndexOutOfBoundsException.class, () -> preprocessor.apply(image(1, 1, 1, 2, 3), batch, 4));
  }

  private static ImagePreprocessor plain(int width, int height, ResizeRule rule) {
    return new ImagePreprocessor(
        new Preprocessing(width, height, rule, ChannelOrder.RGB, ZERO, ONE));
  }

  /** An image of these numbers, repeated until it is full. */
  private static RgbImage image(int width, int height, int... rgb) {
    byte[] bytes = new byte[width * height * 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) rgb[i % rgb.length];
    }
    return new RgbImage(width, height, bytes);
  }
}
