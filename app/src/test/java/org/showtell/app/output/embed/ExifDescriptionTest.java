package org.showtell.app.output.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExifDescriptionTest {
  private static final int ROOM = 1 << 16;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyByteOfACameraStaysAtItsPlace(boolean little) throws IOException {
    ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    byte[] exif = PhotoBytes.exif(order, null);
    byte[] described = new ExifDescription(exif).with("a dog", ROOM);
    assertArrayEquals(
        Arrays.copyOfRange(exif, 8, exif.length), Arrays.copyOfRange(described, 8, exif.length));
    assertTrue(new ExifDescription(described).isDescribed());
    // The new directory has the tags in order, and leads to the thumbnail as the old one did.
    ByteBuffer tiff = ByteBuffer.wrap(described).order(order);
    int directory = tiff.getInt(4);
    assertEquals(3, tiff.getShort(directory));
    assertEquals(0x10e, tiff.getShort(directory + 2));
    assertEquals(0x112, tiff.getShort(directory + 14));
    assertEquals(8 + 2 + 12 * 2 + 4, tiff.getInt(directory + 2 + 12 * 3));
  }

  @Test
  void aShorterTextTakesThePlaceOfTheOld() throws IOException {
    byte[] exif = PhotoBytes.exif(ByteOrder.BIG_ENDIAN, "a description by a person");
    byte[] described = new ExifDescription(exif).with("a dog", ROOM);
    assertEquals(exif.length, described.length);
    assertTrue(text(described).contains("a dog\0"));
    assertFalse(text(described).contains("person"));
  }

  @Test
  void aLongerTextIsAddedAtTheEnd() throws IOException {
    byte[] exif = PhotoBytes.exif(ByteOrder.BIG_ENDIAN, "short text");
    byte[] described = new ExifDescription(exif).with("a text that is longer than that", ROOM);
    assertTrue(text(described).contains("longer than that\0"));
    assertEquals(3, ByteBuffer.wrap(described).getShort(ByteBuffer.wrap(described).getInt(4)));
  }

  @Test
  void whatDoesNotFitIsLeftOutAndTheOldTextWithIt() throws IOException {
    byte[] exif = PhotoBytes.exif(ByteOrder.BIG_ENDIAN, "short text");
    byte[] described = new ExifDescription(exif).with("a text that is longer", exif.length + 5);
    assertEquals(exif.length, described.length);
    assertFalse(new ExifDescription(described).isDescribed());
    byte[] bare = PhotoBytes.exif(ByteOrder.BIG_ENDIAN, null);
    assertSame(bare, new ExifDescription(bare).with("a text", bare.length + 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM\\100MEDIA\\A.JPG", "      "})
  void whatCamerasWriteIsNoDescription(String text) throws IOException {
    assertFalse(new ExifDescription(PhotoBytes.exif(ByteOrder.LITTLE_ENDIAN, text)).isDescribed());
  }

  @Test
  void aPersonsTextAboutACameraIsOne() throws IOException {
    byte[] exif = PhotoBytes.exif(ByteOrder.LITTLE_ENDIAN, "my first digital camera");
    assertTrue(new ExifDescription(exif).isDescribed());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
