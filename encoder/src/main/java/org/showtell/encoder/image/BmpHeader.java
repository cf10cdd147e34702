package org.showtell.encoder.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Size of a Windows bitmap. */
final class BmpHeader {
  private static final int FILE_HEADER_BYTES = 14;
  private static final int CORE_HEADER_BYTES = 12;

  private BmpHeader() {}

  static ImageHeader read(byte[] content) {
    ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int width;
    int height;
    long rowBytes;
    boolean compressed = false;
    if (in.getInt(FILE_HEADER_BYTES) == CORE_HEADER_BYTES) {
      width = Short.toUnsignedInt(in.getShort(18));
      height = Short.toUnsignedInt(in.getShort(20));
      rowBytes = rowBytes(width, in.getShort(24));
    } else {
      width = in.getInt(18);
      // Negative: stored from the top down.
      height = Math.abs(in.getInt(22));
      rowBytes = rowBytes(width, in.getShort(28));
      int compression = in.getInt(30);
      compressed = compression != 0 && compression != 3;
    }
    ImageHeader header = new ImageHeader(ImageFormat.BMP, width, height, 3, Orientation.UPRIGHT);
    long needed = Integer.toUnsignedLong(in.getInt(10)) + rowBytes * height;
    return compressed || needed <= content.length ? header : header.incomplete();
  }

  private static long rowBytes(int width, int bits) {
    return ((long) width * bits + 31) / 32 * 4;
  }
}
