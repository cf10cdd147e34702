package org.showtell.encoder.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.showtell.encoder.file.ByteSource;

/**
 * Whether an animation or an AVI is cut off, by what the file says of its own length: RIFF (AVI,
 * WebP) in its header, PNG and GIF in each of their parts.
 */
final class FileEnd {
  private static final int BLOCK_BYTES = 1 << 16;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int GIF_END = 0x3b;

  private final ByteSource file;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).limit(0);
  private long blockStart;

  private FileEnd(ByteSource file) {
    this.file = file;
  }

  static boolean isCut(ByteSource file) throws IOException {
    return new FileEnd(file).isCut();
  }

  private boolean isCut() throws IOException {
    byte[] head = new byte[8];
    for (int i = 0; i < head.length; i++) {
      head[i] = (byte) at(i);
    }
    String kind = new String(head, StandardCharsets.ISO_8859_1);
    if (kind.startsWith("RIFF")) {
      int stated = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
      return stated > 0 && stated + 8L > file.size();
    }
    if (kind.equals("\211PNG\r\n\32\n")) {
      return isPngCut();
    }
    return kind.startsWith("GIF8") && isGifCut();
  }

  /** Whether a chunk ends behind the file's end, or IEND is missing. */
  private boolean isPngCut() throws IOException {
    for (long at = 8; at + 12 <= file.size(); ) {
      if (at(at + 4) == 'I' && at(at + 5) == 'E' && at(at + 6) == 'N') {
        return false;
      }
      long length = (long) at(at) << 24 | at(at + 1) << 16 | at(at + 2) << 8 | at(at + 3);
      at += length + 12;
    }
    return true;
  }

  /** Whether a block ends behind the file's end. Some encoders leave out the trailer behind all. */
  private boolean isGifCut() throws IOException {
    long at = 13 + colourTable(at(10));
    while (at < file.size()) {
      int kind = at(at);
      if (kind == GIF_END) {
        return false;
      }
      if (kind == IMAGE) {
        at += 11 + colourTable(at(at + 9));
      } else if (kind == EXTENSION) {
        at += 2;
      } else {
        return false; // no block of a GIF: FFmpeg ends there too
      }
      for (int length = at(at); length > 0; length = at(at)) {
        at += length + 1;
      }
      at++;
      if (at > file.size()) {
        return true;
      }
    }
    return at > file.size();
  }

  private static int colourTable(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
  }

  /** The byte there; 0 behind the end. */
  private int at(long position) throws IOException {
    if (position >= file.size()) {
      return 0;
    }
    if (position < blockStart || position >= blockStart + block.limit()) {
      blockStart = position;
      block.clear();
      while (block.hasRemaining() && file.read(position + block.position(), block) > 0) {
        // goes on
      }
      block.flip();
    }
    int index = (int) (position - blockStart);
    return index < block.limit() ? Byte.toUnsignedInt(block.get(index)) : 0;
  }
}
