package org.showtell.encoder.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSafetensorsTest {
  private static final String SOUND =
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Not the header of anything.
        "",
        "[]",
        "{",
        "{}x",
        "null",
        "{\"a\":1}",
        "{\"a\":{}}",
        "{\"__metadata__\":{\"a\":1}}",
        // Keys, twice or unknown or blank.
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"code\":\"rm\"}}",
        "{\"\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        // Types.
        "{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":32,\"shape\":[2],\"data_offsets\":[0,8]}}",
        // Shapes: wrong, negative, fractional, not a number, overflowing to the right size, too
        // many.
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}",
        // Offsets: beyond the data, backwards, overlapping, with a hole, short of the end, too few,
        // too many.
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[9223372036854775800,9223372036854775807]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{}"
      })
  void refusesABrokenHeader(String header) {
    ModelFileException error = refuse(SafetensorsFileTest.file(header, new byte[8]));
    assertTrue(error.getMessage().startsWith("hostile: "), error.getMessage());
    assertFalse(error.getMessage().endsWith(", but got "));
  }

  @Test
  void refusesAHeaderLongerThanTheFileBeforeAllocatingIt() {
    for (long length :
        new long[] {-1, 1, 9, 99_999_999, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE}) {
      byte[] file = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      ModelFileException error = refuse(file);
      assertTrue(error.getMessage().contains("at most 100000000 bytes"), error.getMessage());
      assertTrue(
          error
              .getMessage()
              .contains("but got " + Long.toUnsignedString(length) + " in a file of 16 bytes"),
          error.getMessage());
    }
  }

  @Test
  void refusesAFileTooShortForItsLength() {
    String rule = "hostile: a safetensors file must begin with 8 bytes of length, but got ";
    assertEquals(rule + "3 bytes", refuse(new byte[3]).getMessage());
    assertEquals(rule + "0 bytes", refuse(new byte[0]).getMessage());
  }

  @Test
  void refusesMoreTensorsThanAnyModelHas() {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < 70_000; i++) {
      header
          .append("\"t")
          .append(i)
          .append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},");
    }
    header.setCharAt(header.length() - 1, '}');
    assertTrue(
        refuse(SafetensorsFileTest.file(header.toString(), new byte[0]))
            .getMessage()
            .contains("65536"));
  }

  @Test
  void shortensAndCleansHostileNames() {
    String name = "\\u001b[2J" + "x".repeat(5000);
    ModelFileException error =
        refuse(SafetensorsFileTest.file("{\"" + name + "\":{\"dtype\":\"no\"}}", new byte[8]));
    assertTrue(error.getMessage().length() < 400, error.getMessage());
    assertFalse(error.getMessage().contains("\u001b"));
  }

  @Test
  void noticesAFileThatShrinks(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("shrinking.safetensors");
    Files.write(file, SafetensorsFileTest.file(SOUND, new byte[8]));
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      Files.write(file, new byte[4]);
      assertTrue(
          assertThrows(ModelFileException.class, () -> open.floats("a"))
              .getMessage()
              .contains("shrunk"));
    }
  }

  @Test
  void randomDamageIsNeverWorseThanAMessage() throws IOException {
    byte[] sound = SafetensorsFileTest.file(SOUND, new byte[8]);
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      byte[] damaged = sound.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        SafetensorsFile file = SafetensorsFile.read(damaged, "hostile");
        for (String name : file.names()) {
          file.floats(name);
        }
      } catch (ModelFileException e) {
        assertFalse(e.getMessage().isBlank());
      }
    }
  }

  private static ModelFileException refuse(byte[] file) {
    return assertThrows(ModelFileException.class, () -> SafetensorsFile.read(file, "hostile"));
  }
}
