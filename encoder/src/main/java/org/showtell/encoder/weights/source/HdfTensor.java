package org.showtell.encoder.weights.source;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.showtell.encoder.weights.FloatSink;
import org.showtell.encoder.weights.ModelFileException;
import org.showtell.encoder.weights.StoredTensor;
import org.showtell.encoder.weights.TensorType;

/** A dataset of an HDF5 file: read through the mapped file where its numbers lie together. */
final class HdfTensor implements StoredTensor {
  private static final int CHUNK = 1 << 14;

  private final String file;
  private final String name;
  private final Dataset dataset;

  HdfTensor(String file, String name, Dataset dataset) {
    this.file = file;
    this.name = name;
    this.dataset = dataset;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Integer> shape() {
    return Arrays.stream(dataset.getDimensions()).boxed().toList();
  }

  @Override
  public void read(FloatSink sink) throws IOException {
    if (!(dataset.getDataType() instanceof FloatingPoint numbers)) {
      throw new ModelFileException(
          file, "'" + name + "' must hold real numbers", "it holds " + dataset.getJavaType());
    }
    try {
      if (dataset instanceof ContiguousDataset contiguous) {
        stream(contiguous.getBuffer(), numbers, sink);
      } else if (dataset.getDataFlat() instanceof float[] values) {
        sink.accept(values, values.length);
      } else {
        throw new ModelFileException(
            file, "'" + name + "' must hold floats", "it holds " + dataset.getJavaType());
      }
    } catch (RuntimeException e) {
      // The library has no one type for what damaged files make it stumble over.
      throw KerasFile.damaged(file, e);
    }
  }

  private void stream(ByteBuffer buffer, FloatingPoint numbers, FloatSink sink) throws IOException {
    TensorType type =
        switch (numbers.getSize()) {
          case 2 -> TensorType.F16;
          case 4 -> TensorType.F32;
          case 8 -> TensorType.F64;
          default ->
              throw new ModelFileException(
                  file,
                  "'" + name + "' must have numbers of 2, 4 or 8 bytes",
                  "they have " + numbers.getSize());
        };
    if (buffer.remaining() != length() * type.bytes()) {
      throw new ModelFileException(
          file,
          "'" + name + "' must have " + length() * type.bytes() + " bytes",
          "it has " + buffer.remaining());
    }
    float[] piece = new float[CHUNK];
    for (int at = buffer.position(); at < buffer.limit(); at += CHUNK * type.bytes()) {
      int bytes = Math.min(CHUNK * type.bytes(), buffer.limit() - at);
      int count = type.read(buffer.slice(at, bytes).order(numbers.getByteOrder()), piece);
      sink.accept(piece, count);
    }
  }
}
