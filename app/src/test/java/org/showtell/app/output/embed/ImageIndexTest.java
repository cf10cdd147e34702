package org.showtell.app.output.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageIndexTest {
  private static final int ENTRIES = 8 + 2 + 12 + 4;

  /** Two images, the second 5000 bytes behind the index. */
  static byte[] index(ByteOrder order) {
    ByteBuffer tiff = ByteBuffer.allocate(ENTRIES + 32).order(order);
    tiff.put(PhotoBytes.bytes(order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM"));
    tiff.putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0xb002).putShort((short) 7).putInt(32).putInt(ENTRIES).putInt(0);
    tiff.putInt(0x20030000).putInt(4000).putInt(0).putInt(0);
    tiff.putInt(0).putInt(3000).putInt(5000).putInt(0);
    return tiff.array();
  }

  @Test
  void theFirstImageGrowsAndTheOthersMove() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      ByteBuffer moved = ByteBuffer.wrap(ImageIndex.moved(index(order), 70, 20)).order(order);
      assertEquals(4070, moved.getInt(ENTRIES + 4));
      assertEquals(0, moved.getInt(ENTRIES + 8));
      assertEquals(3000, moved.getInt(ENTRIES + 16 + 4));
      assertEquals(5020, moved.getInt(ENTRIES + 16 + 8));
    }
  }

  @Test
  void thereIsAnImageWhereTheIndexSaysAfterACaptionAsBefore() throws IOException {
    for (boolean first : new boolean[] {true, false}) {
      byte[] index = PhotoBytes.segment(0xe2, "MPF\0", index(ByteOrder.BIG_ENDIAN));
      byte[] other = PhotoBytes.segment(0xe2, "ICC_PROFILE\0", new byte[9]);
      byte[] exif =
          PhotoBytes.segment(0xe1, "Exif\0\0", PhotoBytes.exif(ByteOrder.BIG_ENDIAN, null));
      byte[] one =
          first ? PhotoBytes.jpegWith(index, exif, other) : PhotoBytes.jpegWith(exif, other, index);
      byte[] photo = PhotoBytes.joined(one, PhotoBytes.jpeg());
      ByteBuffer old = ByteBuffer.wrap(photo);
      int start = entries(photo);
      old.putInt(start + 4, one.length).putInt(start + 24, one.length - start + ENTRIES);
      byte[] written = EmbeddedCaption.write(photo, "a dog", List.of());
      int moved = entries(written);
      int length = ByteBuffer.wrap(written).getInt(moved + 4);
      assertEquals(written.length - PhotoBytes.jpeg().length, length);
      assertEquals(length, ByteBuffer.wrap(written).getInt(moved + 24) + moved - ENTRIES);
    }
  }

  private static int entries(byte[] photo) {
    return new String(photo, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("MPF\0")
        + 4
        + ENTRIES;
  }
}
