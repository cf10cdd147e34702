package org.showtell.app.training;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.showtell.app.bundle.EncoderSource;
import org.showtell.encoder.preset.EncoderPreset;

class StartingModelTest {
  @Test
  void readsItsOwnEncoder() throws IOException {
    StartingModel model = StartingModel.open("starter");
    EncoderPreset own = EncoderSource.of("starter").preset();
    assertDoesNotThrow(() -> model.checkReads(own.name(), own.architecture().gridSize()));
  }

  @Test
  void featuresOfAnotherLengthAreRefusedWithBothLengths() throws IOException {
    StartingModel model = StartingModel.open("starter");
    for (int size : new int[] {64, 4096}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> model.checkReads("other", size));
      assertTrue(refused.getMessage().contains("1280 numbers"), refused.getMessage());
      assertTrue(refused.getMessage().contains("encoder other have " + size), refused.getMessage());
      assertTrue(refused.getMessage().contains("--from starter"), refused.getMessage());
    }
  }
}
