package org.showtell.app.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.showtell.app.bundle.ModelManifest.StackEntry;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.SafetensorsFile;

class BundledEncoderTest {
  private static final String LAYERS = "4,6,P,8";

  @Test
  void bundleSaysWhatItIsMadeOfAndCarriesItsWeights() throws IOException {
    EncoderPreset preset = BundledEncoder.preset(16, LAYERS);
    VggWeights weights = VggWeights.random(preset.vgg(), 1);
    BundledEncoder own = BundledEncoder.of(preset, weights);

    assertEquals(16, own.entry().own().size());
    assertEquals(LAYERS, own.entry().own().layers());
    EncoderPreset again = BundledEncoder.preset("own", own.entry().own());
    assertEquals(preset.architecture().tensorShapes(), again.architecture().tensorShapes());
    assertEquals(preset.preprocessing(), again.preprocessing());
    try (SafetensorsFile file = SafetensorsFile.read(own.weights(), "own")) {
      float[] kernel = VggWeights.read(file, again.vgg()).tensors().get("conv1.weight");
      assertArrayEquals(weights.tensors().get("conv1.weight"), kernel, 1e-3f);
    }
  }

  @Test
  void presetNeedsNoSuchEntry() {
    assertNull(BundledEncoder.entry(EncoderPreset.named("small-vgg")));
  }

  @Test
  void presetThatSeesOtherSizesKeepsItsNameAndSaysItsSize() {
    EncoderPreset large = EncoderPreset.named("small-vgg").atSide(144);
    StackEntry entry = BundledEncoder.entry(large);
    assertEquals(144, entry.size());
    EncoderPreset again = BundledEncoder.preset("small-vgg", entry);
    assertEquals(large.architecture(), again.architecture());
    assertEquals(large.preprocessing(), again.preprocessing());
  }

  @Test
  void nameThatIsNoPresetsNamesNothing() {
    StackEntry entry = new StackEntry(64, "32", new float[] {0, 0, 0}, new float[] {1, 1, 1});
    assertEquals("own", BundledEncoder.preset("../../elsewhere", entry).name());
  }

  @ParameterizedTest
  @CsvSource({
    "64, '32,X,64', got 'X'",
    "4096, 32, 1 to 1024 pixels",
    "0, 32, 1 to 1024 pixels",
    "64, 999999, at most 4096 filters",
    "4, '8,P,8,P,8,P,8', too few"
  })
  void hostileArchitectureIsRefusedBeforeAnythingIsAllocated(
      int size, String layers, String reason) {
    StackEntry entry = new StackEntry(size, layers, new float[] {0, 0, 0}, new float[] {1, 1, 1});
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> BundledEncoder.preset("own", entry));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  @Test
  void missingNumbersAreNamed() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                BundledEncoder.preset(
                    "own", new StackEntry(64, "32", null, new float[] {1, 1, 1})));
    assertTrue(refused.getMessage().contains("encoder.own"), refused.getMessage());
  }
}
