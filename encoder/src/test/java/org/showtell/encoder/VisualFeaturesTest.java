package org.showtell.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.showtell.encoder.preset.Preprocessing;

class VisualFeaturesTest {
  @Test
  void meanOfAGridAveragesItsPositions() {
    FeatureGrid grid = new FeatureGrid(2, 1, 2, 2, new float[] {1, 2, 3, 4, 10, 20, 30, 40});
    FeatureVector mean = grid.mean();
    assertEquals(2, grid.positions());
    assertEquals(FeatureKind.VECTOR, mean.kind());
    assertArrayEquals(new float[] {2, 3, 20, 30}, mean.values());
  }

  @Test
  void rejectsArraysThatDoNotFitTheirShape() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> new FeatureGrid(1, 7, 7, 512, new float[10]));
    assertEquals(
        "feature grid [B,L,D]: the shape [1, 7, 7, 512] must have 25088 values, but got 10",
        error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new FeatureVector(0, 4, new float[0]));
    assertThrows(
        IllegalArgumentException.class, () -> new PixelBatch(100000, 1000, 1000, new float[0]));
    assertThrows(IllegalArgumentException.class, () -> new PixelBatch(1, 2, 2, new float[4]));
  }

  @Test
  void specKnowsWhatTheEncoderGives() {
    EncoderSpec spec = new EncoderSpec("toy", Preprocessing.imagenet(8), 2, 3, 5, 0, "abc");
    assertTrue(spec.gives(FeatureKind.GRID));
    assertFalse(spec.gives(FeatureKind.VECTOR));
    assertEquals(30, spec.length(FeatureKind.GRID));
    assertEquals(0, spec.length(FeatureKind.VECTOR));
    assertThrows(
        IllegalArgumentException.class,
        () -> new EncoderSpec("toy", Preprocessing.imagenet(8), 0, 3, 5, 0, "abc"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new EncoderSpec(" ", Preprocessing.imagenet(8), 2, 3, 5, 0, "abc"));
  }
}
