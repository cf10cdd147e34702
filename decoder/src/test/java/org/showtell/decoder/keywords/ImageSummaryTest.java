package org.showtell.decoder.keywords;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ImageSummaryTest {
  private static final float[] GRID = {1, 0, 3, 0, 0, 0, 4, 0.25f}; // [4, 2]

  @Test
  void holdsMeanRootOfTheMaximumAndLogarithms() {
    float[] summary = ImageSummary.of(GRID, ImageSummary.mean(GRID, 2), new float[] {.5f, 0});
    assertArrayEquals(
        new float[] {2, .0625f, 2, .5f, (float) Math.log(.5001), (float) Math.log(1e-4)},
        summary,
        1e-5f);
    assertEquals(new DetectorConfig(7, 2, 2).summarySize(), summary.length);
  }

  @Test
  void beginsWithTheMeanOfTheGrid() {
    assertArrayEquals(new float[] {2, .0625f}, ImageSummary.mean(GRID, 2), 1e-6f);
    assertEquals(4, ImageSummary.of(GRID, ImageSummary.mean(GRID, 2), new float[0]).length);
  }

  @Test
  void givesItsClassProbabilitiesBack() {
    float[] classes = {.7f, .3f, 0};
    float[] summary = ImageSummary.of(GRID, ImageSummary.mean(GRID, 2), classes);
    assertArrayEquals(
        classes, ImageSummary.classProbabilities(summary, new DetectorConfig(7, 2, 3)), 1e-6f);
  }

  @Test
  void softmaxSumsToOneForLargeLogits() {
    float[] logits = {1000, 1000, -1000};
    assertArrayEquals(new float[] {.5f, .5f, 0}, ImageSummary.softmax(logits), 1e-6f);
    assertEquals(1000, logits[0], "the logits stay");
  }

  @Test
  void sizesAreChecked() {
    for (int[] sizes : new int[][] {{0, 2, 2}, {7, 0, 2}, {7, 2, -1}, {1 << 18, 2, 2}}) {
      String refused =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new DetectorConfig(sizes[0], sizes[1], sizes[2]))
              .getMessage();
      assertTrue(refused.matches("\\w+ must be from [01] to 131072, but got -?\\d+"), refused);
    }
  }
}
