package org.showtell.encoder.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  @ValueSource(ints = {1, 2, 4, 6, 8, 10, 12, 14, 16})
  void greyOfAnyNumberOfBitsMayBeginWithWhiteOrBlack(int bits) throws IOException {
    int most = (1 << bits) - 1;
    int[] values = {0, most, most / 3, most - most / 3, most, 0, most, 0};
    byte[] packed = bits == 16 ? new byte[16] : new byte[bits];
    for (int i = 0; i < values.length; i++) {
      if (bits == 16) { // in the order of the file's other numbers
        packed[2 * i] = (byte) values[i];
        packed[2 * i + 1] = (byte) (values[i] >> 8);
        continue;
      }
      for (int bit = 0; bit < bits; bit++) {
        int at = i * bits + bit;
        packed[at / 8] |= (byte) ((values[i] >> bits - 1 - bit & 1) << 7 - at % 8);
      }
    }
    for (int photometric : new int[] {0, 1}) {
      MadeTiff.Directory image =
          MadeTiff.samples(8, 1, photometric, bits).withData(273, 279, packed).with(278, 1);
      byte[] rgb = read(image).rgb();
      for (int i = 0; i < values.length; i++) {
        int value = photometric == 1 ? values[i] : most - values[i];
        assertEquals(value * 255.0 / most, rgb[3 * i] & 0xff, 1, photometric + ", pixel " + i);
      }
    }
  }

  @Test
  void moreSamplesThanColoursArePassedOver() throws IOException {
    byte[] six = {10, 20, 30, 1, 2, 3, 40, 50, 60, 4, 5, 6};
    MadeTiff.Directory image =
        MadeTiff.samples(2, 1, 2, 8, 8, 8, 8, 8, 8)
            .with(EXTRA_SAMPLES, 0, 0, 0)
            .withData(273, 279, six)
            .with(278, 1);
    assertArrayEquals(new byte[] {10, 20, 30, 40, 50, 60}, read(image).rgb());
  }

  @ParameterizedTest
  @CsvSource({"16, 4", "8, 5"})
  void inksMayHaveSixteenBitsOrAlpha(int bits, int samples) throws IOException {
    int[] depths = new int[samples];
    Arrays.fill(depths, bits);
    int[] inks = Arrays.copyOf(new int[] {0, 255, 255, 0, 255}, samples);
    MadeTiff.Directory image =
        MadeTiff.samples(1, 1, 5, depths).withData(273, 279, samples(bits, inks)).with(278, 1);
    byte[] rgb = read(image).rgb();
    int[] red = {255, 0, 0};
    for (int c = 0; c < 3; c++) {
      assertEquals(red[c], rgb[c] & 0xff, 1);
    }
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
    RgbImage below = read(thumbnail.with(image));
    assertEquals(96, below.width());
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

  @Test
  void namesALayoutThatABigTiffMayNotHave() {
    byte[] file = MadeTiff.big(MadeTiff.tiled(quadrants(16, 16, RED, RED, RED, RED), 16, 16));
    String said = assertThrows(MediaReadException.class, () -> reader.read(file, "a")).getMessage();
    assertTrue(said.contains("(this is a BigTIFF)"), said);
  }

  private void assertRefused(String what, MadeTiff.Directory image) {
    String said = assertThrows(MediaReadException.class, () -> read(image)).getMessage();
    assertTrue(said.startsWith("TIFF image with " + what + ", which is not read"), said);
  }
}
