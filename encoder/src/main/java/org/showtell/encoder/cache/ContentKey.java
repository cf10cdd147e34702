package org.showtell.encoder.cache;

import java.nio.ByteBuffer;

/**
 * A SHA-256 as four numbers: a quarter of the memory that its text takes in an index of all photos.
 */
record ContentKey(long a, long b, long c, long d) {
  static final int BYTES = 32;

  private static final int HEX_LENGTH = 64;
  private static final int HEX_PER_LONG = 16;

  /**
   * @throws IllegalArgumentException if it is not 64 hexadecimal digits
   */
  static ContentKey parse(String hex) {
    if (hex.length() != HEX_LENGTH
        || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
      throw new IllegalArgumentException(
          "a content key is a SHA-256 as 64 hexadecimal digits, but is '" + hex + "'");
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
