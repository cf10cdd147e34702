package org.showtell.app.output.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What exiftool, by which photographers swear, reads from our photos. */
class ExiftoolTest {
  @TempDir Path folder;

  @Test
  void readsEveryKindOfDescriptionAndWhatWasThereBefore() throws Exception {
    byte[] camera =
        PhotoBytes.jpegWith(
            PhotoBytes.segment(0xe1, "Exif\0\0", PhotoBytes.exif(ByteOrder.LITTLE_ENDIAN, null)),
            PhotoBytes.segment(
                0xed,
                "Photoshop 3.0\0",
                PhotoBytes.resource(0x404, PhotoBytes.dataset(2, 5, PhotoBytes.bytes("A title")))));
    write("a.jpg", camera);
    write("b.png", PhotoBytes.png());
    write("c.webp", PhotoBytes.webp());
    write("d.webp", PhotoBytes.losslessWebp());
    JsonNode read = exiftool();
    assertEquals(4, read.size());
    for (JsonNode photo : read) {
      String all = photo.toString();
      assertEquals("a café", photo.path("XMP-dc:Description").asText(), all);
      assertEquals("a café", photo.path("XMP-iptcCore:AltTextAccessibility").asText(), all);
      assertEquals("cup", photo.path("XMP-dc:Subject").asText(), all);
      assertTrue(photo.path("IFD0:ImageDescription").isMissingNode(), all);
      assertTrue(photo.path("ExifTool:Warning").isMissingNode(), all);
      assertTrue(photo.path("ExifTool:Error").isMissingNode(), all);
    }
    JsonNode jpeg = read.findParents("IPTC:Caption-Abstract").stream().findFirst().orElseThrow();
    assertEquals("UTF8", jpeg.path("IPTC:CodedCharacterSet").asText());
    assertEquals("a café", jpeg.path("IPTC:Caption-Abstract").asText());
    assertEquals("cup", jpeg.path("IPTC:Keywords").asText());
    assertEquals("A title", jpeg.path("IPTC:ObjectName").asText());
    assertTrue(jpeg.path("IFD1:ThumbnailImage").asText().contains("32 bytes"), jpeg.toString());
  }

  @Test
  void readsExifFromEachFormat() throws Exception {
    Files.write(
        folder.resolve("a.jpg"), EmbeddedCaption.write(PhotoBytes.jpeg(), "a cup", List.of()));
    Files.write(
        folder.resolve("b.png"), EmbeddedCaption.write(PhotoBytes.png(), "a cup", List.of()));
    Files.write(
        folder.resolve("c.webp"), EmbeddedCaption.write(PhotoBytes.webp(), "a cup", List.of()));
    for (JsonNode photo : exiftool()) {
      assertEquals("a cup", photo.path("IFD0:ImageDescription").asText(), photo.toString());
    }
  }

  private void write(String name, byte[] photo) throws IOException {
    Files.write(folder.resolve(name), EmbeddedCaption.write(photo, "a café", List.of("cup")));
  }

  private JsonNode exiftool() throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder("exiftool", "-j", "-a", "-G1", "-charset", "utf8", folder.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "exiftool is not installed here");
      throw e;
    }
    byte[] json = process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor());
    return new ObjectMapper().readTree(json);
  }
}
