package org.showtell.encoder.efficientnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.showtell.encoder.preset.EfficientNetArchitecture;
import org.showtell.encoder.weights.ContentHash;
import org.showtell.encoder.weights.ModelFileException;
import org.showtell.encoder.weights.SafetensorsFile;
import org.showtell.encoder.weights.Tensor;
import org.showtell.encoder.weights.TensorType;

class EfficientNetWeightsTest {
  private static final EfficientNetArchitecture TOY = ToyEfficientNet.ARCHITECTURE;
  private static final String TENSOR = "blocks.1.depthwise.weight";

  @Test
  void halfPrecisionIsReadAsItWasWritten() throws IOException {
    byte[] half = EfficientNetWeights.random(TOY, 1).half(TOY);
    EfficientNetWeights read = read(half);
    assertEquals(ContentHash.sha256(half), read.hash());
    assertEquals(TOY.tensorShapes().keySet(), read.tensors().keySet());
    assertArrayEquals(half, read.half(TOY), "what is rounded once stays as it is");
    try (SafetensorsFile file = SafetensorsFile.read(half, "half")) {
      assertTrue(EfficientNetWeights.areIn(file));
    }
  }

  @Test
  void refusesAFileWithoutATensor() throws IOException {
    LinkedHashMap<String, Tensor> tensors = tensors();
    tensors.remove(TENSOR);
    assertRefused(tensors, "there must be a tensor '" + TENSOR + "'");
  }

  @Test
  void refusesATensorOfAnotherShape() throws IOException {
    LinkedHashMap<String, Tensor> tensors = tensors();
    float[] values = tensors.get(TENSOR).values();
    tensors.put(TENSOR, Tensor.f32(values, 1, values.length / 9, 3, 3));
    assertRefused(tensors, "'" + TENSOR + "' must have the shape [6, 1, 3, 3]");
  }

  @Test
  void refusesNumbersThatAreNotFinite() throws IOException {
    LinkedHashMap<String, Tensor> tensors = tensors();
    tensors.get(TENSOR).values()[5] = Float.NaN;
    assertRefused(tensors, "'" + TENSOR + "' must be finite");
  }

  @Test
  void aFileOfAnotherFamilyIsToldByItsNames() throws IOException {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("conv1.weight", Tensor.f32(new float[27], 3, 3, 3, 1));
    try (SafetensorsFile file = SafetensorsFile.read(bytes(tensors), "vgg")) {
      assertFalse(EfficientNetWeights.areIn(file));
    }
  }

  private static LinkedHashMap<String, Tensor> tensors() {
    return Tensor.all(
        TensorType.F32, TOY.tensorShapes(), EfficientNetWeights.random(TOY, 2).tensors());
  }

  private static void assertRefused(LinkedHashMap<String, Tensor> tensors, String message)
      throws IOException {
    byte[] content = bytes(tensors);
    ModelFileException error = assertThrows(ModelFileException.class, () -> read(content));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  private static byte[] bytes(LinkedHashMap<String, Tensor> tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsFile.write(out, tensors, Map.of());
    return out.toByteArray();
  }

  private static EfficientNetWeights read(byte[] content) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.read(content, "toy")) {
      return EfficientNetWeights.read(file, TOY);
    }
  }
}
