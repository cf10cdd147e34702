package org.showtell.encoder.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumTest {
  // RFC 1321, A.5, and FIPS 180-2, B.1.
  private static final String MD5_OF_ABC = "md5:900150983cd24fb0d6963f7d28e17f72";
  private static final String SHA256_OF_ABC =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void isThatOfTheStandards() throws Exception {
    Path file = Files.writeString(folder.resolve("abc"), "abc");
    for (String expected : List.of(MD5_OF_ABC, SHA256_OF_ABC)) {
      Checksum checksum = Checksum.parse(expected);
      assertEquals(expected, checksum.ofFile(file, read -> {}).toString());
    }
  }

  @Test
  void tellsHowMuchIsRead() throws Exception {
    Path file = Files.write(folder.resolve("large"), new byte[1_000_000]);
    List<Long> read = new ArrayList<>();
    Checksum.parse(MD5_OF_ABC).ofFile(file, read::add);
    assertEquals(1_000_000L, read.get(read.size() - 1));
    assertTrue(read.size() > 1, "in pieces");
  }

  @Test
  void namesTheCommandOfAPerson() {
    assertEquals("md5sum a/b.h5", Checksum.parse(MD5_OF_ABC).command(Path.of("a", "b.h5")));
  }

  @Test
  void rejectsOtherForms() {
    for (String wrong : List.of("", "md5:", "md5:12", "sha1:" + "0".repeat(40), "0".repeat(64))) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Checksum.parse(wrong)).getMessage();
      assertTrue(message.contains(wrong.substring(wrong.indexOf(':') + 1)), message);
    }
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    Path file = Files.writeString(folder.resolve("abc"), "abc");
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class, () -> Checksum.parse(MD5_OF_ABC).ofFile(file, read -> {}));
  }
}
