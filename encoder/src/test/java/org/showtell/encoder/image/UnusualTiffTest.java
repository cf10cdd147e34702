package org.showtell.encoder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.showtell.encoder.image.MadeFiles.quadrants;
import static org.showtell.encoder.image.Pictures.BLUE;
import static org.showtell.encoder.image.Pictures.GREEN;
import static org.showtell.encoder.image.Pictures.RED;
import static org.showtell.encoder.image.Pictures.WHITE;
import static org.showtell.encoder.image.Pictures.YELLOW;
import static org.showtell.encoder.image.Pictures.assertQuadrants;
import static org.showtell.encoder.image.Pictures.grey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layouts of TIFF that OpenCV reads in another way than they are meant. */
class UnusualTiffTest {
  private static final int EXTRA_SAMPLES = 338;

  private final ImageReader reader = new ImageReader();

  private RgbImage read(MadeTiff.Directory... chain) throws IOException {
    return reader.read(MadeTiff.classic("II*\0", chain), "a.tif");
  }

  @ParameterizedTest
  @CsvSource({"64,16", "16,16", "48,16"})
  void anImageOfTilesIsTurnedAsAWhole(int tileWidth, int tileHeight) throws IOException {
    RgbImage mirrored = quadrants(192, 96, GREEN, RED, YELLOW, BLUE);
    RgbImage upsideDown = quadrants(192, 96, YELLOW, BLUE, GREEN, RED);
    RgbImage onItsSide = quadrants(192, 96, GREEN, YELLOW, RED, BLUE);
    RgbImage[] stored = {mirrored, upsideDown, onItsSide};
    int[] turns = {2, 3, 6};
    for (int i = 0; i < turns.length; i++) {
      RgbImage image = read(MadeTiff.tiled(stored[i], tileWidth, tileHeight).with(274, turns[i]));
      assertEquals(turns[i] == 6 ? 96 : 192, image.width());
      assertQuadrants(image, 0, RED, GREEN, BLUE, YELLOW);
    }
  }

  @ParameterizedTest
  @CsvSource({"8", "16"})
  void greyWithAlphaIsPaintedOnWhite(int bits) throws IOException {
    byte[] left = samples(bits, 100, 0, 100, 128);
    byte[] right = samples(bits, 100, 255, 0, 255);
    MadeTiff.Directory image =
        MadeTiff.samples(4, 1, 1, bits, bits)
            .with(EXTRA_SAMPLES, 2)
            .withData(273, 279, joined(left, right))
            .with(278, 1);
    byte[] rgb = read(image).rgb();
    int[] expected = {255, 177, 100, 0};
    for (int x = 0; x < expected.length; x++) {
      assertEquals(expected[x], rgb[3 * x] & 0xff, 1, "pixel " + x);
      assertEquals(rgb[3 * x], rgb[3 * x + 2]);
    }
  }

  @Test
  void coloursOfSixteenBitsMayBeMultipliedByAlpha() throws IOException {
    MadeTiff.Directory image =
        MadeTiff.samples(2, 1, 2, 16, 16, 16, 16)
            .with(EXTRA_SAMPLES, 1)
            .withData(273, 279, joined(samples(16, 100, 15, 15, 128), samples(16, 9, 8, 7, 255)))
            .with(278, 1);
    byte[] rgb = read(image).rgb();
    int[] expected = {227, 142, 142, 9, 8, 7};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], rgb[i] & 0xff, 1, "value " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({"8", "16"})
  void whiteMayBeZero(int bits) throws IOException {
    MadeTiff.Directory image =
        MadeTiff.samples(2, 1, 0, bits).withData(273, 279, samples(bits, 0, 155)).with(278, 1);
    byte[] rgb = read(image).rgb();
    assertEquals(255, rgb[0] & 0xff);
    assertEquals(100, rgb[3] & 0xff);
  }

  /** Little-endian; 16 bits of the same brightness as 8. */
  private static byte[] samples(int bits, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      if (bits == 8) {
        bytes.put((byte) value);
      } else {
        bytes.putShort((short) (value * 257));
      }
    }
    return bytes.array();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  @Test
  void aThumbnailBeforeTheImageIsPassedOver() throws IOException {
    MadeTiff.Directory thumbnail =
        MadeTiff.image(quadrants(16, 8, WHITE, WHITE, WHITE, WHITE)).with(254, 1);
    MadeTiff.Directory image =
        MadeTiff.image(quadrants(96, 64, YELLOW, BLUE, GREEN, RED)).with(274, 3);
    for (byte[] file :
        new byte[][] {
          MadeTiff.classic("II*\0", thumbnail, image), MadeTiff.big(thumbnail, image)
        }) {
      RgbImage found = reader.read(file, "scan.tif");
      assertEquals(96, found.width());
      assertQuadrants(found, 0, RED, GREEN, BLUE, YELLOW);
    }
    assertEquals(16, read(thumbnail).width());
  }

  @Test
  void namesSignedSamplesAndTilesTooLarge() throws IOException {
    MadeTiff.Directory signed = MadeTiff.samples(2, 1, 1, 16).with(339, 2);
    assertRefused("signed samples", signed);
    assertRefused(
        "tiles of 65536x65536",
        MadeTiff.tiled(quadrants(16, 16, grey(1), grey(1), grey(1), grey(1)), 16, 16)
            .with(322, 65536)
            .with(323, 65536));
  }

  private void assertRefused(String what, MadeTiff.Directory image) {
    String said = assertThrows(MediaReadException.class, () -> read(image)).getMessage();
    assertTrue(said.startsWith("TIFF image with " + what + ", which is not read"), said);
  }
}
