package org.showtell.app.output.embed;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Bytes that are read in pieces, so that a large file need not be in memory. */
interface ByteSource {
  long size() throws IOException;

  /**
   * Reads a piece.
   *
   * @throws EOFException if the source ends before it does
   */
  byte[] read(long offset, int length) throws IOException;

  static ByteSource of(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public byte[] read(long offset, int length) throws IOException {
        if (offset + length > bytes.length) {
          throw new EOFException("cut off: it ends at byte " + bytes.length);
        }
        return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
      }
    };
  }

  /**
   * @param file not closed
   */
  static ByteSource of(FileChannel file) {
    return new ByteSource() {
      @Override
      public long size() throws IOException {
        return file.size();
      }

      @Override
      public byte[] read(long offset, int length) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(length);
        while (piece.hasRemaining()) {
          if (file.read(piece, offset + piece.position()) < 0) {
            throw new EOFException("cut off: it ends at byte " + file.size());
          }
        }
        return piece.array();
      }
    };
  }
}
