package org.showtell.encoder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.showtell.encoder.preset.Preprocessing;

class ImageReaderConfigTest {
  private final ImageReaderConfig config =
      ImageReaderConfig.defaults().withTarget(Preprocessing.imagenet(112));

  @Test
  void leavesTwiceTheTargetBothWays() {
    assertEquals(1, config.reduction(447, 10000));
    assertEquals(2, config.reduction(448, 10000));
    assertEquals(4, config.reduction(900, 896));
    assertEquals(8, config.reduction(20000, 10000));
  }

  @Test
  void keepsFullSizeWithoutATarget() {
    assertEquals(1, ImageReaderConfig.defaults().reduction(20000, 10000));
  }

  @Test
  void rejectsBoundsThatBoundNothing() {
    assertThrows(IllegalArgumentException.class, () -> config.withMaxPixels(0));
    assertThrows(IllegalArgumentException.class, () -> config.withMaxPixels(1L << 31));
    assertThrows(IllegalArgumentException.class, () -> config.withMaxFileBytes(0));
    assertThrows(IllegalArgumentException.class, () -> new ImageReaderConfig(1, 1, 0, 5));
  }
}
