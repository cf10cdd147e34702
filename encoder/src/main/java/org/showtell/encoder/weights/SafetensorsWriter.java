package org.showtell.encoder.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Writes the safetensors format, reproducible to the byte. */
final class SafetensorsWriter {
  /** The data begins at a multiple of this, as the format's own library writes it. */
  private static final int ALIGNMENT = 8;

  private static final int CHUNK_VALUES = 1 << 14;

  private static final JsonFactory JSON = new JsonFactory();

  private SafetensorsWriter() {}

  static void write(OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    byte[] header = header(tensors, metadata);
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
    out.write(header);
    for (Tensor tensor : tensors.values()) {
      writeValues(out, tensor);
    }
    out.flush();
  }

  private static byte[] header(Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart("__metadata__");
        // Sorted: a Map.of() has another order in every process.
        for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      long position = 0;
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        position = writeEntry(json, entry.getKey(), entry.getValue(), position);
      }
      json.writeEndObject();
    }
    while (bytes.size() % ALIGNMENT != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }

  private static long writeEntry(JsonGenerator json, String name, Tensor tensor, long begin)
      throws IOException {
    if (name.isBlank() || name.equals("__metadata__")) {
      throw new IllegalArgumentException("a tensor cannot be named '" + name + "'");
    }
    long end = begin + (long) tensor.values().length * tensor.type().bytes();
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", tensor.type().name());
    json.writeArrayFieldStart("shape");
    for (int dimension : tensor.shape()) {
      json.writeNumber(dimension);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("data_offsets");
    json.writeNumber(begin);
    json.writeNumber(end);
    json.writeEndArray();
    json.writeEndObject();
    return end;
  }

  private static void writeValues(OutputStream out, Tensor tensor) throws IOException {
    float[] values = tensor.values();
    ByteBuffer chunk =
        ByteBuffer.allocate(CHUNK_VALUES * tensor.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += CHUNK_VALUES) {
      chunk.clear();
      int to = Math.min(from + CHUNK_VALUES, values.length);
      for (int i = from; i < to; i++) {
        if (tensor.type() == TensorType.F16) {
          chunk.putShort(HalfFloat.fromFloat(values[i]));
        } else {
          chunk.putFloat(values[i]);
        }
      }
      out.write(chunk.array(), 0, chunk.position());
    }
  }
}
