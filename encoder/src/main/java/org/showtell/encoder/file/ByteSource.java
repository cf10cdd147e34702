package org.showtell.encoder.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes that are read by position, so that threads do not disturb one another. */
public interface ByteSource extends Closeable {
  long size() throws IOException;

  /**
   * Fills a buffer from a position on.
   *
   * @return how many bytes were read; 0 or less at the end
   */
  int read(long position, ByteBuffer target) throws IOException;

  /** The array itself, not a copy. */
  static ByteSource of(byte[] content) {
    return new ByteSource() {
      @Override
      public long size() {
        return content.length;
      }

      @Override
      public int read(long position, ByteBuffer target) {
        int count = (int) Math.min(target.remaining(), content.length - position);
        if (count > 0) {
          target.put(content, (int) position, count);
        }
        return count;
      }

      @Override
      public void close() {}
    };
  }

  /** A file, which is closed with the source. */
  static ByteSource of(FileChannel channel) {
    return new ByteSource() {
      @Override
      public long size() throws IOException {
        return channel.size();
      }

      @Override
      public int read(long position, ByteBuffer target) throws IOException {
        return channel.read(target, position);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
