package org.showtell.app.output.embed;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The index of a file of several images, as cameras and phones write it (CIPA DC-007, Multi-Picture
 * Format, 5.2): a TIFF structure whose tag {@code MPEntry} has 16 bytes for each image, among them
 * its size and where it begins, counted from the index; 0 for the first image.
 */
final class ImageIndex {
  private static final int ENTRIES_TAG = 0xb002;
  private static final int ENTRY = 16;

  private ImageIndex() {}

  /**
   * The index after bytes were added to the first image.
   *
   * @param added all bytes that were added to it
   * @param behind those of them that lie behind the index
   */
  static byte[] moved(byte[] index, long added, long behind) throws IOException {
    byte[] moved = index.clone();
    ByteBuffer tiff = ByteBuffer.wrap(moved);
    try {
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      int tags = tiff.getShort(directory) & 0xffff;
      for (int i = 0; i < tags; i++) {
        int tag = directory + 2 + 12 * i;
        if ((tiff.getShort(tag) & 0xffff) == ENTRIES_TAG) {
          move(tiff, tiff.getInt(tag + 8), tiff.getInt(tag + 4) / ENTRY, added, behind);
        }
      }
      return moved;
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new IOException("damaged JPEG (its index of further images is cut off)", e);
    }
  }

  private static void move(ByteBuffer tiff, int start, int count, long added, long behind) {
    for (int i = 0; i < count; i++) {
      int size = start + ENTRY * i + 4;
      int offset = size + 4;
      if (tiff.getInt(offset) == 0) {
        tiff.putInt(size, (int) (tiff.getInt(size) + added));
      } else {
        tiff.putInt(offset, (int) (tiff.getInt(offset) + behind));
      }
    }
  }
}
