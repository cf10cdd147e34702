package org.showtell.encoder.weights.source;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.encoder.FeatureKind;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.vgg.VggWeights;
import org.showtell.encoder.weights.ModelFileException;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

/** A file that another preset takes is refused with that preset's name. */
class PresetSuggestionTest {
  @TempDir private Path folder;

  @Test
  void aTorchvisionFileUnderVgg16() throws IOException {
    assertRefused(
        "vgg16",
        FeatureKind.VECTOR,
        torchvision(13, 3),
        "but got torchvision's, which expect other pixels; the preset vgg16-torchvision takes"
            + " them");
  }

  @Test
  void aVgg19UnderVgg16() throws IOException {
    assertRefused(
        "vgg16",
        FeatureKind.VECTOR,
        own(16, 2),
        "vgg16 must have 13 convolutions, but got 16; the preset vgg19 has as many");
  }

  @Test
  void aFileWithoutTopForTheVector() throws IOException {
    assertRefused(
        "vgg16",
        FeatureKind.VECTOR,
        own(13, 0),
        "vgg16 must have 2 dense layers, but got 0; the preset vgg16-notop takes it, for the"
            + " grid");
  }

  @Test
  void aConvolutionOfAnotherWidth() throws IOException {
    assertRefused(
        "vgg16",
        FeatureKind.GRID,
        own(13, 0),
        "'block1_conv1.weight' (block1_conv1 of vgg16, Showtell's layout) must have the shape [3,"
            + " 3, 3, 64], but got [3, 3, 3, 1]");
  }

  @Test
  void aLayerWithoutBias() throws IOException {
    LinkedHashMap<String, Tensor> tensors = own(13, 0);
    tensors.remove("block1_conv1.bias");
    assertRefused(
        "vgg16",
        FeatureKind.GRID,
        tensors,
        "every layer must have a bias, but got no 'block1_conv1.bias'");
  }

  @Test
  void batchNormalisation() throws IOException {
    LinkedHashMap<String, Tensor> tensors = torchvision(13, 3);
    tensors.put("features.1.running_mean", Tensor.f32(new float[1], 1));
    assertRefused(
        "vgg16-torchvision",
        FeatureKind.GRID,
        tensors,
        "batch normalisation ('features.1.running_mean'); take the weights of the plain"
            + " network");
  }

  /** Layers of one channel: they are counted before they are looked at. */
  private static LinkedHashMap<String, Tensor> own(int convolutions, int dense) {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 1; i <= convolutions; i++) {
      put(tensors, "block1_conv" + i, 3, 3, i == 1 ? 3 : 1, 1);
    }
    for (int i = 1; i <= dense; i++) {
      put(tensors, "fc" + i, 1, 1);
    }
    return tensors;
  }

  private static LinkedHashMap<String, Tensor> torchvision(int convolutions, int dense) {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < convolutions; i++) {
      put(tensors, "features." + 2 * i, 1, i == 0 ? 3 : 1, 3, 3);
    }
    for (int i = 0; i < dense; i++) {
      put(tensors, "classifier." + 3 * i, 1, 1);
    }
    return tensors;
  }

  private static void put(Map<String, Tensor> tensors, String layer, int... shape) {
    int length = 1;
    for (int size : shape) {
      length *= size;
    }
    tensors.put(layer + ".weight", Tensor.f32(new float[length], shape));
    tensors.put(layer + ".bias", Tensor.f32(new float[1], 1));
  }

  private void assertRefused(
      String preset, FeatureKind kind, LinkedHashMap<String, Tensor> tensors, String message)
      throws IOException {
    Path file = folder.resolve("weights");
    SafetensorsFile.write(file, tensors, Map.of());
    ModelFileException error =
        assertThrows(
            ModelFileException.class,
            () -> VggWeights.read(file, EncoderPreset.named(preset), kind));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }
}
