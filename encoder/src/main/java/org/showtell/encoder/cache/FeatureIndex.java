package org.showtell.encoder.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The file that names a store's records in order. An entry is the image's content key, the checksum
 * of its features and a checksum of the entry itself; the first entry that is cut short or does not
 * match ends the index.
 */
final class FeatureIndex {
  static final String FILE = "index.bin";
  static final int ENTRY_BYTES = ContentKey.BYTES + 2 * Integer.BYTES;

  record Entry(ContentKey key, int checksum) {
    ByteBuffer encode() {
      ByteBuffer bytes = ByteBuffer.allocate(ENTRY_BYTES);
      key.write(bytes);
      bytes.putInt(checksum);
      bytes.putInt(crc(bytes.array(), ENTRY_BYTES - Integer.BYTES));
      return bytes.flip();
    }
  }

  private FeatureIndex() {}

  static long entries(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? Files.size(file) / ENTRY_BYTES : 0;
  }

  static List<Entry> read(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return entries;
    }
    ByteBuffer chunk = ByteBuffer.allocate(ENTRY_BYTES * 1024);
    try (FileChannel in = FileChannel.open(file)) {
      boolean sound = true;
      while (sound && fill(in, chunk)) {
        while (sound && chunk.remaining() >= ENTRY_BYTES) {
          int expected = crc(chunk.array(), chunk.position(), ENTRY_BYTES - Integer.BYTES);
          Entry entry = new Entry(ContentKey.read(chunk), chunk.getInt());
          sound = chunk.getInt() == expected;
          if (sound) {
            entries.add(entry);
          }
        }
        sound = sound && !chunk.hasRemaining();
        chunk.clear();
      }
    }
    return entries;
  }

  static int crc(byte[] bytes, int length) {
    return crc(bytes, 0, length);
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static boolean fill(FileChannel in, ByteBuffer chunk) throws IOException {
    while (chunk.hasRemaining() && in.read(chunk) >= 0) {
      // Until it is full or the file ends.
    }
    chunk.flip();
    return chunk.hasRemaining();
  }

  /** A SHA-256 as four numbers: a quarter of the memory of its text. */
  record ContentKey(long a, long b, long c, long d) {
    static final int BYTES = 32;

    private static final int HEX_LENGTH = 64;
    private static final int HEX_PER_LONG = 16;

    static ContentKey parse(String hex) {
      if (hex.length() != HEX_LENGTH
          || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
        throw new IllegalArgumentException(
            "a content key must be a SHA-256 as 64 hexadecimal digits, but got '" + hex + "'");
      }
      return new ContentKey(part(hex, 0), part(hex, 1), part(hex, 2), part(hex, 3));
    }

    static ContentKey read(ByteBuffer in) {
      return new ContentKey(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    void write(ByteBuffer out) {
      out.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    private static long part(String hex, int index) {
      return Long.parseUnsignedLong(hex, index * HEX_PER_LONG, (index + 1) * HEX_PER_LONG, 16);
    }
  }
}
