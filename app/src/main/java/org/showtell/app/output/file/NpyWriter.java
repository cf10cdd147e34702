package org.showtell.app.output.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.showtell.encoder.file.AtomicFile;

/**
 * One float32 array in NumPy's format, written row by row: the number of rows is put into the
 * header when it is known. The file appears whole or not at all.
 */
public final class NpyWriter implements AutoCloseable {
  private static final int HEADER = 128;

  private final AtomicFile file;
  private final OutputStream out;
  private final int[] rowShape;
  private long rows;

  /**
   * @param rowShape shape of one row: [D] or [H, W, D]
   */
  public NpyWriter(Path target, int... rowShape) throws IOException {
    this.rowShape = rowShape.clone();
    file = new AtomicFile(target);
    out = new BufferedOutputStream(file.stream(), 1 << 16);
    out.write(new byte[HEADER]);
  }

  /**
   * @param values whole rows, row-major
   */
  public void write(float[] values) throws IOException {
    int length = Arrays.stream(rowShape).reduce(1, Math::multiplyExact);
    if (values.length % length != 0) {
      throw new IllegalArgumentException(
          "values must be whole rows of %s numbers, but got %s".formatted(length, values.length));
    }
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
    rows += values.length / length;
  }

  /** Completes the file and moves it to its place. */
  public void finish() throws IOException {
    out.flush();
    file.rewriteStart(header());
    file.replace();
  }

  /** NumPy's format version 1.0: magic, header length, a Python literal padded with spaces. */
  private byte[] header() {
    String shape =
        rows
            + Arrays.stream(rowShape).mapToObj(n -> ", " + n).collect(Collectors.joining())
            + (rowShape.length == 0 ? "," : "");
    String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) (HEADER - 10), 0};
    byte[] literal = text.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer header = ByteBuffer.allocate(HEADER).put(magic).put(literal);
    Arrays.fill(header.array(), header.position(), HEADER - 1, (byte) ' ');
    return header.put(HEADER - 1, (byte) '\n').array();
  }

  /** Removes what was begun, unless it was finished. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
