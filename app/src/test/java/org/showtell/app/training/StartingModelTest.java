package org.showtell.app.training;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.showtell.app.model.EncoderSource;
import org.showtell.encoder.EncoderSpec;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.ImageEncoder;

class StartingModelTest {
  private static EncoderSpec starter() throws IOException {
    try (ImageEncoder encoder = EncoderSource.of("starter").open(FeatureKind.GRID)) {
      return encoder.spec();
    }
  }

  @Test
  void readsItsOwnEncoder() throws IOException {
    StartingModel model = StartingModel.open("starter");
    EncoderSpec own = starter();
    assertDoesNotThrow(() -> model.checkReads(own, FeatureKind.GRID));
  }

  @Test
  void featuresOfAnotherLengthAreRefusedWithBothLengths() throws IOException {
    EncoderSpec own = starter();
    EncoderSpec other =
        new EncoderSpec("other", own.preprocessing(), 7, 7, 64, 4096, own.weightsHash());
    StartingModel model = StartingModel.open("starter");
    IllegalArgumentException grid =
        assertThrows(
            IllegalArgumentException.class, () -> model.checkReads(other, FeatureKind.GRID));
    assertTrue(grid.getMessage().contains("512 numbers"), grid.getMessage());
    assertTrue(grid.getMessage().contains("encoder other have 64"), grid.getMessage());
    IllegalArgumentException vector =
        assertThrows(
            IllegalArgumentException.class, () -> model.checkReads(other, FeatureKind.VECTOR));
    assertTrue(vector.getMessage().contains("have 4096"), vector.getMessage());
  }
}
