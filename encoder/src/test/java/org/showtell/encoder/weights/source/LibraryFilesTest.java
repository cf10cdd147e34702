package org.showtell.encoder.weights.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.encoder.preset.EncoderPreset;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.WeightOrigin;
import org.showtell.encoder.weights.LayerFile;
import org.showtell.encoder.weights.LayerReader;
import org.showtell.encoder.weights.ModelFileException;

/** Files that h5py and PyTorch wrote themselves; see {@code make.py}. */
class LibraryFilesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"keras1.h5", "keras2.h5", "keras-model.h5", "keras3.weights.h5"})
  void readsKeras(String resource) throws IOException {
    assertToy(read(resource, Toy.preset(WeightOrigin.OXFORD)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torch.pth",
        "torch-legacy.pth",
        "torch-checkpoint.pth",
        "torch-parameters.pth",
        "torch-legacy-parameters.pth"
      })
  void readsPyTorch(String resource) throws IOException {
    assertToy(read(resource, Toy.preset(WeightOrigin.TORCHVISION)));
  }

  @Test
  void readsTheGridsLayersOfAFileWithoutTop() throws IOException {
    EncoderPreset grid = Toy.preset(Toy.ARCHITECTURE.gridOnly(), WeightOrigin.OXFORD);
    Map<String, float[]> tensors = read("keras1-notop.h5", grid);
    assertEquals(6, tensors.size());
    tensors.forEach((name, values) -> assertArrayEquals(Toy.expected().get(name), values, name));
  }

  @Test
  void namesWhatAFileWithoutTopLacks() {
    assertRefused(
        "keras1-notop.h5", WeightOrigin.OXFORD, "toy must have 2 dense layers, but got 0");
  }

  @Test
  void refusesWeightsForOtherPixels() {
    assertRefused(
        "torch.pth",
        WeightOrigin.OXFORD,
        "toy must have the VGG authors' (Keras, Deeplearning4j) weights, but got torchvision's,"
            + " which expect other pixels");
    assertRefused(
        "keras1.h5",
        WeightOrigin.TORCHVISION,
        "but got the VGG authors' (Keras, Deeplearning4j), which expect other pixels");
  }

  @Test
  void refusesAnotherNumberOfConvolutions() {
    assertRefused(
        "keras1.h5",
        VggArchitecture.vgg16("vgg16", true, 8),
        WeightOrigin.OXFORD,
        "vgg16 must have 13 convolutions, but got 3");
  }

  @Test
  void namesALayerOfAnotherShape() {
    VggArchitecture wider =
        new VggArchitecture(
            "wider",
            16,
            16,
            Toy.ARCHITECTURE.stages(),
            Toy.ARCHITECTURE.dense(),
            Toy.ARCHITECTURE.vector());
    assertRefused(
        "keras2.h5",
        wider,
        WeightOrigin.OXFORD,
        "'fc1/fc1/kernel:0' (fc1 of wider, Keras) must have the shape [96, 7], but got [24, 7]");
    assertRefused(
        "torch.pth",
        wider,
        WeightOrigin.TORCHVISION,
        "'classifier.0.weight' (fc1 of wider, PyTorch) must have the shape [7, 96], but got [7,"
            + " 24]");
  }

  @Test
  void refusesALinkToAnotherFile() {
    assertRefused(
        "keras-link.h5",
        WeightOrigin.OXFORD,
        "'fc1' must be in the file itself, but got a link to somewhere else");
  }

  @Test
  void refusesAModelThatWouldBeProgram() {
    assertRefused(
        "torch-module.pth",
        WeightOrigin.TORCHVISION,
        "the Python object torch.nn.modules.container.Sequential (save a model's"
            + " state_dict(), not the model)");
  }

  private Map<String, float[]> read(String resource, EncoderPreset preset) throws IOException {
    try (LayerFile file = WeightFiles.open(Toy.file(folder, resource))) {
      return new LayerReader(preset, preset.vgg()).read(file);
    }
  }

  private void assertRefused(String resource, WeightOrigin origin, String message) {
    assertRefused(resource, Toy.ARCHITECTURE, origin, message);
  }

  private void assertRefused(
      String resource, VggArchitecture architecture, WeightOrigin origin, String message) {
    ModelFileException error =
        assertThrows(
            ModelFileException.class, () -> read(resource, Toy.preset(architecture, origin)));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private static void assertToy(Map<String, float[]> tensors) {
    assertEquals(
        List.copyOf(Toy.ARCHITECTURE.tensorShapes().keySet()), List.copyOf(tensors.keySet()));
    tensors.forEach((name, values) -> assertArrayEquals(Toy.expected().get(name), values, name));
  }
}
