package org.showtell.encoder.vgg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.showtell.encoder.preset.VggArchitecture;
import org.showtell.encoder.preset.VggArchitecture.ConvLayer;
import org.showtell.encoder.preset.VggArchitecture.VectorSource;
import org.showtell.encoder.weights.ModelFileException;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;

class VggWeightsTest {
  private static final VggArchitecture TOY =
      new VggArchitecture(
          "toy", 4, 4, List.of(List.of(new ConvLayer("a", 2))), List.of(), VectorSource.NONE);

  @Test
  void readsWhatTheArchitectureNeedsAndLeavesTheRest() throws IOException {
    VggWeights random = VggWeights.random(TOY, 1);
    SafetensorsFile file =
        file(random.tensors().get("a.weight"), new float[] {1, 2}, new int[] {3, 3, 3, 2});
    VggWeights read = VggWeights.read(file, TOY);
    assertEquals(2, read.tensors().size());
    assertArrayEquals(random.tensors().get("a.weight"), read.tensors().get("a.weight"));
    assertEquals(file.sha256(), read.hash());
  }

  @Test
  void refusesWeightsOfAnotherShape() throws IOException {
    SafetensorsFile file = file(new float[54], new float[2], new int[] {2, 3, 3, 3});
    ModelFileException error =
        assertThrows(ModelFileException.class, () -> VggWeights.read(file, TOY));
    assertEquals(
        "toy.safetensors: tensor 'a.weight' must have the shape [3, 3, 3, 2], but got [2, 3, 3, 3]",
        error.getMessage());
  }

  @Test
  void refusesWeightsThatAreNotNumbers() throws IOException {
    SafetensorsFile file = file(new float[54], new float[] {0, Float.NaN}, new int[] {3, 3, 3, 2});
    ModelFileException error =
        assertThrows(ModelFileException.class, () -> VggWeights.read(file, TOY));
    assertTrue(error.getMessage().contains("'a.bias' must be finite, but got NaN"));
  }

  @Test
  void randomWeightsDependOnTheirSeedOnly() {
    assertArrayEquals(
        VggWeights.random(TOY, 5).tensors().get("a.weight"),
        VggWeights.random(TOY, 5).tensors().get("a.weight"));
    assertThrows(IllegalArgumentException.class, () -> new VggWeights(Map.of(), " "));
  }

  private static SafetensorsFile file(float[] weight, float[] bias, int[] shape)
      throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a.weight", Tensor.f32(weight, shape));
    tensors.put("a.bias", Tensor.f32(bias, 2));
    tensors.put("other", Tensor.f32(new float[1], 1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsFile.write(out, tensors, Map.of());
    return SafetensorsFile.read(out.toByteArray(), "toy.safetensors");
  }
}
