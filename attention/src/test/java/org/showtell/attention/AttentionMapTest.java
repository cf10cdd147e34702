package org.showtell.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AttentionMapTest {
  private static final AttentionMap CORNER = new AttentionMap(2, 3, new float[] {1, 0, 0, 0, 0, 0});
  private static final AttentionMap LEVEL =
      new AttentionMap(2, 2, new float[] {.25f, .25f, .25f, .25f});

  @Test
  void entropyGoesFromZeroToTheLogOfTheSize() {
    assertEquals(0, CORNER.entropy(), 1e-12);
    assertEquals(Math.log(4), LEVEL.entropy(), 1e-7);
  }

  @Test
  void totalVariationIsZeroForEqualMapsAndOneForMapsApart() {
    AttentionMap other = new AttentionMap(2, 3, new float[] {0, 0, .5f, 0, 0, .5f});
    assertEquals(0, CORNER.totalVariation(CORNER), 1e-12);
    assertEquals(1, CORNER.totalVariation(other), 1e-7);
    assertThrows(IllegalArgumentException.class, () -> CORNER.totalVariation(LEVEL));
  }

  @Test
  void rowsAreThoseOfTheGrid() {
    assertEquals(2, CORNER.rows().length);
    assertEquals(1, CORNER.rows()[0][0]);
    assertEquals(3, CORNER.rows()[1].length);
  }

  @Test
  void upsampledMapIsBrightestWhereTheWeightIsAndFallsOffWithoutSteps() {
    float[] fine = CORNER.upsample(20, 30);
    assertEquals(1, fine[0], 1e-6);
    float before = fine[0];
    for (int x = 1; x < 30; x++) {
      assertTrue(fine[x] <= before, "falls with the distance");
      assertTrue(before - fine[x] < 0.11, "a step of a tenth of a cell at most");
      before = fine[x];
    }
    assertEquals(0, fine[20 * 30 - 1], 1e-6);
  }

  @Test
  void upsamplingToItsOwnSizeChangesNothing() {
    AttentionMap map = new AttentionMap(2, 2, new float[] {.1f, .2f, .3f, .4f});
    float[] same = map.upsample(2, 2);
    for (int i = 0; i < 4; i++) {
      assertEquals(map.weights()[i], same[i], 1e-7);
    }
  }

  @Test
  void rejectsWeightsThatAreNoDistribution() {
    assertThrows(
        IllegalArgumentException.class, () -> new AttentionMap(1, 2, new float[] {.5f, .6f}));
    assertThrows(
        IllegalArgumentException.class, () -> new AttentionMap(1, 2, new float[] {1.5f, -.5f}));
    assertThrows(
        IllegalArgumentException.class, () -> new AttentionMap(1, 2, new float[] {Float.NaN, 1}));
    assertThrows(IllegalArgumentException.class, () -> new AttentionMap(2, 2, new float[] {1}));
  }
}
