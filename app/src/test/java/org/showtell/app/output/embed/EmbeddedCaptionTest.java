package org.showtell.app.output.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.showtell.app.output.embed.PhotoBytes.bytes;
import static org.showtell.app.output.embed.PhotoBytes.jpegWith;
import static org.showtell.app.output.embed.PhotoBytes.segment;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.showtell.encoder.image.ImageReader;

class EmbeddedCaptionTest {
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  static List<byte[]> photos() {
    return List.of(
        PhotoBytes.jpeg(), PhotoBytes.png(), PhotoBytes.webp(), PhotoBytes.losslessWebp());
  }

  @ParameterizedTest
  @MethodSource("photos")
  void aPhotoWithoutMetadataGetsAllKindsAndKeepsItsPixels(byte[] photo) throws IOException {
    byte[] written = EmbeddedCaption.write(photo, "a dog", List.of("dog"));
    PhotoMetadata metadata = metadata(written);
    String xmp = new String(metadata.xmp(), StandardCharsets.UTF_8);
    assertTrue(xmp.contains("dc:description") && xmp.contains("AltTextAccessibility"), xmp);
    assertTrue(xmp.contains("<rdf:li>dog</rdf:li>"), xmp);
    assertTrue(new ExifDescription(metadata.exif()).isDescribed());
    assertArrayEquals(
        new ImageReader().read(photo, "old").rgb(), new ImageReader().read(written, "new").rgb());
    assertEquals(Arrays.equals(photo, PhotoBytes.jpeg()), metadata.resources() != null);
  }

  @ParameterizedTest
  @MethodSource("photos")
  void aCaptionIsReplacedInItsPlace(byte[] photo) throws IOException {
    byte[] first = EmbeddedCaption.write(photo, "a dog on a street", List.of());
    byte[] second = EmbeddedCaption.write(first, "a cat", List.of());
    byte[] third = EmbeddedCaption.write(second, "a dog on a street", List.of());
    assertArrayEquals(third, EmbeddedCaption.write(third, "a dog on a street", List.of()));
    assertTrue(third.length <= first.length, "nothing grows");
    assertFalse(new String(second, StandardCharsets.ISO_8859_1).contains("a dog"));
  }

  @Test
  void otherSegmentsStayInTheirBytesAndOrder() throws IOException {
    byte[] profile = segment(0xe2, "ICC_PROFILE\0", bytes("\1\1some profile"));
    byte[] comment = segment(0xfe, "", bytes("a comment"));
    byte[] exif = segment(0xe1, "Exif\0\0", PhotoBytes.exif(ByteOrder.LITTLE_ENDIAN, null));
    byte[] photo = jpegWith(exif, profile, comment);
    String written = text(EmbeddedCaption.write(photo, "a dog", List.of()));
    int[] places = {
      written.indexOf("Exif\0\0"),
      written.indexOf(XMP),
      written.indexOf("Photoshop 3.0"),
      written.indexOf(text(profile)),
      written.indexOf(text(comment)),
      written.indexOf("JFIF")
    };
    assertArrayEquals(Arrays.stream(places).sorted().toArray(), places);
    assertTrue(written.endsWith(text(photo).substring(text(photo).indexOf("JFIF"))));
  }

  @Test
  void foreignXmpStays() throws IOException {
    byte[] xmp = PhotoBytes.xmp("<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li></rdf:Seq></dc:creator>");
    byte[] photo = jpegWith(segment(0xe1, XMP, xmp));
    String written =
        new String(
            metadata(EmbeddedCaption.write(photo, "a café", List.of())).xmp(),
            StandardCharsets.UTF_8);
    assertTrue(written.contains("xmp:Rating='5'"), written);
    assertTrue(written.contains("<rdf:li>Ann</rdf:li>"), written);
    assertTrue(written.contains("a café"), written);
  }

  @Test
  void aTextOutsideAsciiIsNotPutIntoExifAndDrivesAnotherOut() throws IOException {
    byte[] exif = segment(0xe1, "Exif\0\0", PhotoBytes.exif(ByteOrder.BIG_ENDIAN, "a dog at home"));
    PhotoMetadata metadata = metadata(EmbeddedCaption.write(jpegWith(exif), "ein Café", List.of()));
    assertFalse(new ExifDescription(metadata.exif()).isDescribed());
    assertTrue(new IptcDatasets(new ImageResources(metadata.resources()).iptc()).hasCaption());
  }

  @Test
  void whatCannotBeWrittenIsRefusedWithItsReason() {
    byte[] full = PhotoBytes.xmp("<xmp:Label>" + "x".repeat(64_900) + "</xmp:Label>");
    refused("a JPEG", jpegWith(segment(0xe1, XMP, full)));
    refused(
        "two XMP packets",
        jpegWith(segment(0xe1, XMP, PhotoBytes.xmp("")), segment(0xe1, XMP, PhotoBytes.xmp(""))));
    refused("not valid XML", jpegWith(segment(0xe1, XMP, bytes("<a>"))));
    refused("C2PA", jpegWith(segment(0xeb, "JP", bytes("jumb c2pa"))));
    refused("EXIF", jpegWith(segment(0xe1, "Exif\0\0", bytes("MM\0*\0\0\377\377"))));
    refused("JPEG, PNG and WebP", bytes("GIF89a and more than that"));
    refused("no end", Arrays.copyOf(PhotoBytes.png(), 60));
    refused("cut off", Arrays.copyOf(PhotoBytes.webp(), 30));
    refused("no end", Arrays.copyOf(PhotoBytes.jpeg(), 10));
  }

  private static void refused(String reason, byte[] photo) {
    IOException e =
        assertThrows(IOException.class, () -> EmbeddedCaption.write(photo, "a dog", List.of()));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void damageIsNamedOrKeptAndNothingElse() {
    Random random = new Random(26);
    byte[] rich =
        jpegWith(
            segment(0xe1, "Exif\0\0", PhotoBytes.exif(ByteOrder.BIG_ENDIAN, "a dog at home")),
            segment(0xe1, XMP, PhotoBytes.xmp("")),
            segment(
                0xed,
                "Photoshop 3.0\0",
                PhotoBytes.resource(0x404, PhotoBytes.dataset(2, 5, bytes("title")))),
            segment(0xe2, "MPF\0", ImageIndexTest.index(ByteOrder.BIG_ENDIAN)));
    for (byte[] photo : List.of(rich, PhotoBytes.png(), PhotoBytes.webp())) {
      for (int round = 0; round < 300; round++) {
        byte[] damaged = photo.clone();
        for (int i = 0; i < 3; i++) {
          damaged[random.nextInt(Math.min(600, photo.length))] = (byte) random.nextInt(256);
        }
        try {
          // Written.check proves the rest; the decoder is not what is tested here.
          ByteSource source = ByteSource.of(damaged);
          EmbeddedCaption.Written.of(source, new CaptionChange("a cat", List.of("cat"), true));
        } catch (IOException e) {
          assertFalse(e.getMessage().isBlank());
        }
      }
    }
  }

  static PhotoMetadata metadata(byte[] photo) throws IOException {
    return PhotoContainer.of(ByteSource.of(photo)).metadata();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
