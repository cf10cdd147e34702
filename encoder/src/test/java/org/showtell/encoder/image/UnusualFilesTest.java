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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.encoder.colour.IccBytes;
import org.showtell.encoder.preset.Preprocessing;

/** Files that are sound, and that readers often refuse or read wrongly. */
class UnusualFilesTest {
  private static final int[] HALF_YELLOW = {242, 237, 152};

  private final ImageReader reader = new ImageReader();
  private final RgbImage picture = quadrants(64, 32, RED, GREEN, BLUE, YELLOW);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aJpegWithoutItsEndMarkerIsReadIfAllScansAreThere(boolean progressive) throws IOException {
    byte[] whole = MadeFiles.jpeg(quadrants(640, 480, RED, GREEN, BLUE, YELLOW), progressive);
    byte[] unmarked = Arrays.copyOf(whole, whole.length - 2);
    assertArrayEquals(reader.read(whole, "whole").rgb(), reader.read(unmarked, "unmarked").rgb());
    List<Integer> scans = scans(whole);
    assertEquals(progressive, scans.size() > 1, scans + " are the scans");
    for (int scan : scans) {
      // Before it, in its header, in its middle.
      int middle = Math.min(scan + 12, whole.length - 6);
      for (int cut : new int[] {scan, scan + 5, middle}) {
        MediaReadException error =
            assertThrows(
                MediaReadException.class,
                () -> reader.read(Arrays.copyOf(whole, cut), "cut"),
                cut + " of " + whole.length);
        assertTrue(error.getMessage().startsWith("truncated JPEG"), error.getMessage());
      }
    }
  }

  @Test
  void anEndMarkerBehindACutMakesNoWholeJpeg() throws IOException {
    byte[] whole = MadeFiles.jpeg(quadrants(640, 480, RED, GREEN, BLUE, YELLOW), false);
    int scan = scans(whole).get(0);
    byte[] cut = UnusualJpeg.ended(Arrays.copyOf(whole, scan + (whole.length - scan) / 2));
    for (int target : new int[] {1000, 112}) {
      ImageReaderConfig config =
          ImageReaderConfig.defaults().withTarget(Preprocessing.imagenet(target));
      String said =
          assertThrows(MediaReadException.class, () -> new ImageReader(config).read(cut, "cut"))
              .getMessage();
      assertTrue(said.startsWith("truncated JPEG"), said);
    }
    int[] middle = Pictures.grey(128);
    byte[] grey = MadeFiles.jpeg(quadrants(64, 32, middle, middle, middle, middle), false);
    assertQuadrants(reader.read(grey, "a photo of a grey wall"), 1, middle);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void aGreyOfAPngMayBeTransparent(int bits) throws IOException {
    int most = (1 << bits) - 1;
    // Black, white, black, white; and where there are more than two greys, one between them.
    int grey = bits == 1 ? 1 : most / 3;
    byte[] row = new byte[8 * bits / 8];
    int[] samples = {0, grey, most, grey, 0, grey, most, 0};
    for (int i = 0; i < samples.length; i++) {
      for (int bit = 0; bit < bits; bit++) {
        int at = i * bits + bit;
        row[at / 8] |= (byte) ((samples[i] >> bits - 1 - bit & 1) << 7 - at % 8);
      }
    }
    byte[] clear = {(byte) (grey >> 8), (byte) grey};
    byte[] rgb = reader.read(MadeFiles.png(8, 1, bits, 0, row, "tRNS", clear), "a.png").rgb();
    for (int i = 0; i < samples.length; i++) {
      int expected = samples[i] == grey ? 255 : samples[i] * 255 / most;
      assertEquals(expected, rgb[3 * i] & 0xff, "pixel " + i);
      assertEquals(rgb[3 * i], rgb[3 * i + 1]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.heic", "rgb.avif"})
  void saysThatAPhonesPictureIsCutOff(String name) {
    byte[] whole = Pictures.bytes(name);
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);
    String said = assertThrows(MediaReadException.class, () -> reader.read(cut, name)).getMessage();
    assertTrue(said.startsWith("truncated "), said);
  }

  private static List<Integer> scans(byte[] jpeg) {
    List<Integer> scans = new ArrayList<>();
    for (int at = 0; at + 1 < jpeg.length; at++) {
      if (jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xda) {
        scans.add(at);
      }
    }
    return scans;
  }

  @Test
  void readsABigTiff() throws IOException {
    assertArrayEquals(
        picture.rgb(), reader.read(MadeTiff.big(MadeTiff.image(picture)), "big").rgb());
    byte[] turned = MadeTiff.big(MadeTiff.image(picture).with(274, 3));
    assertQuadrants(reader.read(turned, "turned"), 0, YELLOW, BLUE, GREEN, RED);
  }

  @ParameterizedTest
  @CsvSource({
    "50000, Zstandard",
    "50001, WebP",
    "34925, LZMA",
    "34887, LERC",
    "34712, JPEG 2000",
    "50002, JPEG XL",
    "12345, number 12345"
  })
  void namesACompressionThatItDoesNotRead(int number, String name) {
    for (byte[] tiff :
        List.of(
            MadeTiff.classic("II*\0", MadeTiff.image(picture).with(259, number)),
            MadeTiff.big(MadeTiff.image(picture).with(259, number)))) {
      MediaReadException error =
          assertThrows(MediaReadException.class, () -> reader.read(tiff, "x.tif"));
      assertTrue(
          error.getMessage().startsWith("TIFF image with compression " + name + ", which"),
          error.getMessage());
    }
  }

  @Test
  void theFirstFrameOfAWebpLiesAtItsPlaceOnTheCanvas() throws IOException {
    RgbImage small = quadrants(16, 8, RED, RED, RED, RED);
    RgbImage other = quadrants(64, 32, BLUE, BLUE, BLUE, BLUE);
    byte[] file =
        MadeFiles.webp(
            64,
            32,
            2,
            MadeFiles.webpChunk("ANIM", new byte[6]),
            MadeFiles.webpFrame(40, 20, 100, 0, small, null),
            MadeFiles.webpFrame(0, 0, 100, 0, other, null));
    RgbImage image = reader.read(file, "animated");
    assertEquals(64, image.width());
    assertEquals(32, image.height());
    assertQuadrants(image, 0, WHITE, WHITE, WHITE, RED);
    assertEquals(-1, image.rgb()[(20 * 64 + 39) * 3 + 1]);
    assertEquals(40, image.rgb()[(20 * 64 + 40) * 3 + 1]);
    assertEquals(40, image.rgb()[(27 * 64 + 55) * 3 + 1]);
    assertEquals(-1, image.rgb()[(28 * 64 + 55) * 3 + 1]);
  }

  @Test
  void aFrameOutsideOfTheCanvasIsRefused() {
    RgbImage small = quadrants(16, 8, RED, RED, RED, RED);
    byte[] file = MadeFiles.webp(64, 32, 2, MadeFiles.webpFrame(50, 20, 100, 0, small, null));
    MediaReadException error = assertThrows(MediaReadException.class, () -> reader.read(file, "x"));
    assertTrue(error.getMessage().contains("lies outside"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpha.heic", "alpha.avif"})
  void transparencyOfAStillIsWhite(String name) throws IOException {
    RgbImage image = reader.read(Pictures.bytes(name), name);
    assertQuadrants(image, 4, WHITE, GREEN, BLUE, HALF_YELLOW);
  }

  /** 64x32, quadrants, with a header of version 5. */
  private byte[] bitmap(int[] alphas, byte[] profile) {
    ByteBuffer file =
        ByteBuffer.allocate(138 + 64 * 32 * 4 + profile.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(MadeFiles.text("BM")).putInt(2, file.capacity()).putInt(10, 138).putInt(14, 124);
    file.putInt(18, 64).putInt(22, -32).putShort(26, (short) 1).putShort(28, (short) 32);
    file.putInt(30, 3).putInt(34, 64 * 32 * 4);
    file.putInt(54, 0xff0000).putInt(58, 0xff00).putInt(62, 0xff).putInt(66, 0xff000000);
    if (profile.length > 0) {
      file.putInt(70, 0x4d424544).putInt(126, 124 + 64 * 32 * 4).putInt(130, profile.length);
    }
    for (int i = 0; i < 64 * 32; i++) {
      for (int c = 0; c < 3; c++) {
        file.put(138 + 4 * i + c, picture.rgb()[3 * i + 2 - c]);
      }
      file.put(138 + 4 * i + 3, (byte) alphas[i % 64 / 32]);
    }
    return file.put(138 + 64 * 32 * 4, profile).array();
  }

  @Test
  void aBitmapsAlphaCountsIfItsHeaderSaysSoAndItIsNotAllZero() throws IOException {
    byte[] none = new byte[0];
    RgbImage half = reader.read(bitmap(new int[] {0, 255}, none), "half");
    assertQuadrants(half, 0, WHITE, GREEN, WHITE, YELLOW);
    RgbImage clear = reader.read(bitmap(new int[] {0, 0}, none), "clear");
    assertQuadrants(clear, 0, RED, GREEN, BLUE, YELLOW);
  }

  @Test
  void readsTheProfileOfABitmap() throws IOException {
    byte[] profile = IccBytes.matrix(1.8, IccBytes.PROPHOTO);
    RgbImage image = reader.read(bitmap(new int[] {255, 255}, profile), "managed");
    int green = Pictures.quadrant(image, 1)[1];
    assertTrue(green > 210, "ProPhoto's green of 200 is " + green);
  }
}
