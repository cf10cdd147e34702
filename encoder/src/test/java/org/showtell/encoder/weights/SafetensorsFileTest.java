package org.showtell.encoder.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
  @Test
  void givesBackWhatWasWritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("w.safetensors");
    SafetensorsFile.write(file, tensors(), Map.of("format", "showtell", "author", "\u00e4"));
    try (SafetensorsFile read = SafetensorsFile.open(file)) {
      assertEquals(List.of("a", "half", "scalar", "empty"), read.names());
      assertEquals(Map.of("format", "showtell", "author", "\u00e4"), read.metadata());
      assertEquals(List.of(2, 3), read.shape("a"));
      assertArrayEquals(new float[] {1, -2, 3.5f, 1e-30f, 0, 7}, read.floats("a"));
      assertArrayEquals(new float[] {0.5f, 0.0999755859375f, 65504}, read.floats("half"));
      assertArrayEquals(new float[] {42}, read.floats("scalar", List.of()));
      assertArrayEquals(new float[0], read.floats("empty"));
      assertTrue(read.has("a"));
      assertFalse(read.has("b"));
      assertEquals(ContentHash.sha256(file), read.sha256());
    }
  }

  @Test
  void writesTheSameBytesEveryTime() throws IOException {
    byte[] first = write(tensors(), Map.of("b", "2", "a", "1", "c", "3"));
    byte[] second = write(tensors(), Map.of("c", "3", "b", "2", "a", "1"));
    assertArrayEquals(first, second);
    String header =
        "{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},";
    assertEquals(header, new String(first, 8, header.length(), StandardCharsets.UTF_8));
    assertEquals(0, ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
  }

  @Test
  void readsALargeTensorInPieces(@TempDir Path folder) throws IOException {
    float[] values = new float[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("large", Tensor.f32(values, values.length));
    Path file = folder.resolve("large.safetensors");
    SafetensorsFile.write(file, tensors, Map.of());
    try (SafetensorsFile read = SafetensorsFile.open(file)) {
      assertArrayEquals(values, read.floats("large"));
    }
  }

  @Test
  void readsTheOtherNumberFormats() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(8 + 2 + 1 + 8).order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(1.5).putShort((short) 0xbfc0).put((byte) -3).putLong(7);
    byte[] file =
        file(
            """
            {"d":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"b":{"dtype":"BF16","shape":[1],"data_offsets":[8,10]},
            "i":{"dtype":"I8","shape":[1],"data_offsets":[10,11]},"l":{"dtype":"I64","shape":[1],"data_offsets":[11,19]}}""",
            data.array());
    SafetensorsFile read = SafetensorsFile.read(new ByteArrayInputStream(file), "x");
    assertArrayEquals(new float[] {1.5f}, read.floats("d"));
    assertArrayEquals(new float[] {-1.5f}, read.floats("b"));
    assertArrayEquals(new float[] {-3}, read.floats("i"));
    ModelFileException error = assertThrows(ModelFileException.class, () -> read.floats("l"));
    assertEquals(
        "x: tensor 'l' must be one of [F64, F32, F16, BF16, I8], but got I64", error.getMessage());
  }

  @Test
  void namesAMissingTensorAndAWrongShape() throws IOException {
    SafetensorsFile read = SafetensorsFile.read(write(tensors(), Map.of()), "model.safetensors");
    ModelFileException missing = assertThrows(ModelFileException.class, () -> read.floats("b"));
    assertEquals(
        "model.safetensors: there must be a tensor 'b', but got only [a, half, scalar, empty]",
        missing.getMessage());
    ModelFileException shape =
        assertThrows(ModelFileException.class, () -> read.floats("a", List.of(3, 2)));
    assertEquals(
        "model.safetensors: tensor 'a' must have the shape [3, 2], but got [2, 3]",
        shape.getMessage());
  }

  @Test
  void rejectsTensorsThatCannotBeWritten() {
    assertThrows(IllegalArgumentException.class, () -> Tensor.f32(new float[3], 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Tensor(TensorType.I8, new int[] {1}, new float[1]));
    LinkedHashMap<String, Tensor> reserved = new LinkedHashMap<>();
    reserved.put("__metadata__", Tensor.f32(new float[1], 1));
    assertThrows(IllegalArgumentException.class, () -> write(reserved, Map.of()));
  }

  static byte[] file(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }

  private static LinkedHashMap<String, Tensor> tensors() {
    LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", Tensor.f32(new float[] {1, -2, 3.5f, 1e-30f, 0, 7}, 2, 3));
    tensors.put("half", Tensor.f16(new float[] {0.5f, 0.1f, 65504}, 3));
    tensors.put("scalar", Tensor.f32(new float[] {42}));
    tensors.put("empty", Tensor.f32(new float[0], 0, 5));
    return tensors;
  }

  private static byte[] write(LinkedHashMap<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsFile.write(out, tensors, metadata);
    return out.toByteArray();
  }
}
