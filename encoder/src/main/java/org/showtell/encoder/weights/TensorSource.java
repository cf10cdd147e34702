package org.showtell.encoder.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Where a tensor file's bytes are: in memory or on disk. */
interface TensorSource extends AutoCloseable {
  /** Bytes in all. */
  long size() throws IOException;

  /**
   * {@code length} bytes from {@code offset}, little-endian, from position 0 of the buffer to its
   * limit.
   */
  ByteBuffer read(long offset, int length) throws IOException;

  @Override
  void close() throws IOException;

  /** Bytes in memory. */
  static TensorSource of(byte[] content) {
    return new TensorSource() {
      @Override
      public long size() {
        return content.length;
      }

      @Override
      public ByteBuffer read(long offset, int length) {
        return ByteBuffer.wrap(content, (int) offset, length)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
      }

      @Override
      public void close() {
        // The garbage collector's.
      }
    };
  }

  /** A file, read by position so that threads do not disturb one another. */
  static TensorSource of(String name, FileChannel channel) throws IOException {
    long size = channel.size();
    return new TensorSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
          if (channel.read(buffer, offset + buffer.position()) < 0) {
            throw new ModelFileException(
                name,
                "the file must keep its " + size + " bytes while it is read",
                "it has shrunk");
          }
        }
        return buffer.flip();
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
