package org.showtell.encoder.weights;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.encoder.file.AtomicFile;
import org.showtell.encoder.file.ByteSource;
import org.showtell.encoder.weights.SafetensorsHeader.TensorEntry;
import org.showtell.encoder.weights.StoredTensor.FloatSink;

/**
 * A file of named tensors in the safetensors format: 8 bytes of length, a JSON header, then the
 * numbers, little-endian.
 *
 * <p>The header is read and checked when the file is opened, before anything is allocated for its
 * tensors; the numbers are read on demand. Methods that name a tensor fail with a {@link
 * ModelFileException} if there is none or its format is no {@link TensorType}. Safe for use by
 * several threads.
 */
public final class SafetensorsFile implements AutoCloseable {
  /** The longest header that is read, as in the format's own library. */
  public static final int MAX_HEADER_BYTES = 100_000_000;

  private static final int LENGTH_BYTES = 8;
  private static final int CHUNK_BYTES = 1 << 16;

  private final String name;
  private final ByteSource source;
  private final long size;
  private final long dataStart;
  private final SafetensorsHeader header;

  private SafetensorsFile(String name, ByteSource source) throws IOException {
    this.name = name;
    this.source = source;
    size = source.size();
    if (size < LENGTH_BYTES) {
      throw broken("a safetensors file must begin with 8 bytes of length", size + " bytes");
    }
    long length = bytes(0, LENGTH_BYTES).getLong();
    if (length < 2 || length > MAX_HEADER_BYTES || length > size - LENGTH_BYTES) {
      throw broken(
          "the header must be at most " + MAX_HEADER_BYTES + " bytes and end within the file",
          Long.toUnsignedString(length) + " in a file of " + size + " bytes");
    }
    byte[] json = new byte[(int) length];
    bytes(LENGTH_BYTES, json.length).get(json);
    dataStart = LENGTH_BYTES + length;
    header = SafetensorsHeader.parse(name, json, size - dataStart);
  }

  /**
   * Opens a file until {@link #close}.
   *
   * @throws ModelFileException if it breaks a rule of the format
   */
  public static SafetensorsFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new SafetensorsFile(file.toString(), ByteSource.of(channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Reads a file that is in memory.
   *
   * @param content not copied
   * @throws ModelFileException if it breaks a rule of the format
   */
  public static SafetensorsFile read(byte[] content, String name) throws IOException {
    return new SafetensorsFile(name, ByteSource.of(content));
  }

  /** Reads a stream to its end and leaves it open. */
  public static SafetensorsFile read(InputStream in, String name) throws IOException {
    return read(in.readAllBytes(), name);
  }

  public String name() {
    return name;
  }

  /** Names of the tensors in the header's order. */
  public List<String> names() {
    return List.copyOf(header.entries().keySet());
  }

  public boolean has(String tensor) {
    return header.entries().containsKey(tensor);
  }

  /** The header's free text, by key. */
  public Map<String, String> metadata() {
    return Map.copyOf(header.metadata());
  }

  /** A tensor's dimensions, row-major. */
  public List<Integer> shape(String tensor) throws ModelFileException {
    return entry(tensor).shape();
  }

  /** A tensor's numbers, row-major. */
  public float[] floats(String tensor) throws IOException {
    TensorEntry entry = entry(tensor);
    float[] values = new float[(int) ((entry.end() - entry.begin()) / type(entry).bytes())];
    int[] filled = {0};
    read(
        tensor,
        (piece, count) -> {
          System.arraycopy(piece, 0, values, filled[0], count);
          filled[0] += count;
        });
    return values;
  }

  /** Reads a tensor's numbers piece by piece, row-major. */
  public void read(String tensor, FloatSink sink) throws IOException {
    TensorEntry entry = entry(tensor);
    TensorType type = type(entry);
    float[] piece = new float[CHUNK_BYTES / type.bytes()];
    for (long at = entry.begin(); at < entry.end(); at += CHUNK_BYTES) {
      int bytes = (int) Math.min(CHUNK_BYTES, entry.end() - at);
      int count = type.read(bytes(dataStart + at, bytes), piece);
      sink.accept(piece, count);
    }
  }

  /**
   * A tensor's numbers.
   *
   * @throws ModelFileException if it has another shape
   */
  public float[] floats(String tensor, List<Integer> shape) throws IOException {
    if (!entry(tensor).shape().equals(shape)) {
      throw broken("tensor '" + tensor + "' must have the shape " + shape, shape(tensor));
    }
    return floats(tensor);
  }

  /**
   * The tensors of a network by name; others in the file are left out.
   *
   * @throws ModelFileException if one is missing, has another shape, or holds a number that is not
   *     finite
   */
  public Map<String, float[]> finite(Map<String, List<Integer>> shapes) throws IOException {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, List<Integer>> tensor : shapes.entrySet()) {
      float[] values = floats(tensor.getKey(), tensor.getValue());
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw broken("tensor '" + tensor.getKey() + "' must be finite", value);
        }
      }
      tensors.put(tensor.getKey(), values);
    }
    return tensors;
  }

  /** Writes tensors, in the map's order, and metadata, sorted by key: reproducible to the byte. */
  public static void write(
      OutputStream out, LinkedHashMap<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    SafetensorsWriter.write(out, tensors, metadata);
  }

  /**
   * As {@link #write(OutputStream, LinkedHashMap, Map)}, into a file that is created, or replaced
   * when the new one is whole.
   */
  public static void write(
      Path file, LinkedHashMap<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    try (AtomicFile whole = new AtomicFile(file)) {
      OutputStream out = new BufferedOutputStream(whole.stream());
      write(out, tensors, metadata);
      out.flush();
      whole.replace();
    }
  }

  /** SHA-256 of the whole file in hexadecimal. */
  public String sha256() throws IOException {
    ContentHash.Running hash = ContentHash.running();
    for (long at = 0; at < size; at += CHUNK_BYTES) {
      hash.update(bytes(at, (int) Math.min(CHUNK_BYTES, size - at)));
    }
    return hash.hex();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private ModelFileException broken(String rule, Object found) {
    return new ModelFileException(name, rule, found);
  }

  private TensorEntry entry(String tensor) throws ModelFileException {
    TensorEntry entry = header.entries().get(tensor);
    if (entry == null) {
      throw broken("there must be a tensor '" + tensor + "'", "only " + someNames());
    }
    return entry;
  }

  private TensorType type(TensorEntry entry) throws ModelFileException {
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(entry.type())) {
        return type;
      }
    }
    throw broken(
        "tensor '" + entry.name() + "' must be one of " + List.of(TensorType.values()),
        entry.type());
  }

  private String someNames() {
    List<String> names = names();
    return names.size() <= 8 ? names.toString() : names.subList(0, 8) + " and more";
  }

  private ByteBuffer bytes(long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (source.read(offset + buffer.position(), buffer) <= 0) {
        throw broken("the file must keep its " + size + " bytes while it is read", "a shrunk file");
      }
    }
    return buffer.flip();
  }
}
