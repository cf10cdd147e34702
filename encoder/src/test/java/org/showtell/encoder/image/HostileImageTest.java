package org.showtell.encoder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.encoder.video.VideoReader;
import org.showtell.encoder.video.VideoReaderConfig;

class HostileImageTest {
  private final ImageReader reader = new ImageReader();

  @TempDir Path folder;

  @Test
  void refusesAnEmptyFile() throws IOException {
    assertEquals("not an image (the file is 0 bytes)", refusal(write("empty.jpg", new byte[0])));
  }

  @Test
  void refusesATextByWhateverName() throws IOException {
    String message = refusal(write("text.jpg", "hello world".getBytes()));
    assertEquals("not an image (it begins with the text 'hello wo')", message);
    assertEquals(
        "not an image (it begins with the bytes 00 01 02)",
        refusal(write("data.png", new byte[] {0, 1, 2})));
  }

  @Test
  void refusesWhatIsNoFile() {
    assertEquals("not an image (it is a folder)", refusal(folder));
    assertEquals("no such file", refusal(folder.resolve("missing.jpg")));
  }

  @Test
  void refusesAFileThatMayNotBeRead() throws IOException {
    Path file = write("secret.jpg", Pictures.bytes("rgb.jpg"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "the tests run as a user who may read everything");
    assertEquals("cannot be opened (permission denied)", refusal(file));
  }

  @Test
  void refusesAPictureTooLargeBeforeItIsDecoded() throws IOException {
    byte[] bomb = Pictures.bytes("rgb.png");
    ByteBuffer.wrap(bomb).putInt(16, 60000).putInt(20, 60000);
    fixChecksums(bomb);
    String message = refusal(write("bomb.png", bomb));
    assertEquals(
        "PNG image too large (60000x60000 pixels, 14400 MB decoded; the bound is 200 megapixels or 800"
            + " MB); shrink it first",
        message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, -16, Integer.MAX_VALUE})
  @Timeout(10)
  void refusesReferencesOfHeicThatEndBeforeTheyBegin(int size) throws IOException {
    byte[] content = Pictures.bytes("grid.heic");
    int type = new String(content, StandardCharsets.ISO_8859_1).indexOf("dimg");
    ByteBuffer.wrap(content).putInt(type - 4, size);
    String message = refusal(write("loop.heic", content));
    assertEquals("damaged HEIF image (a reference's size is " + size + ")", message);
  }

  @Test
  @Timeout(20)
  void refusesAGridWithATileWithoutAHeight() throws IOException {
    byte[] content = Pictures.bytes("grid-turned.heic");
    // The size is the second property of the first tile, which is the first item.
    int items = new String(content, StandardCharsets.ISO_8859_1).indexOf("ipma") + 4;
    content[items + 12] = 12;
    Path file = write("grid.heic", content);
    assertEquals("damaged HEIF image (its tile 1 has no size)", refusal(file));
    String said =
        assertThrows(IOException.class, () -> VideoReader.open(file, VideoReaderConfig.defaults()))
            .getMessage();
    assertEquals("damaged HEIF image (its tile 1 has no size)", said);
  }

  @Test
  void aGridThatNamesATileTwiceDoesNotEndTheProgram() throws IOException {
    byte[] content = Pictures.bytes("grid-turned.heic");
    int tiles = new String(content, StandardCharsets.ISO_8859_1).indexOf("dimg") + 4;
    content[tiles + 5] = 3; // of 1, 2, 3, 4
    String message = refusal(write("grid.heic", content));
    assertTrue(message.contains("its grid names a tile that is not there"), message);
  }

  @Test
  void aListOfPlacesWithoutEndAsksForNoGigabytes() throws IOException {
    byte[] content = Pictures.bytes("display-p3.heic");
    int places = new String(content, StandardCharsets.ISO_8859_1).indexOf("iloc") + 4;
    // Version, flags, sizes of the fields, and a number of four bytes: 252 million.
    ByteBuffer.wrap(content).putInt(places, 0xfcfcf8f8).putInt(places + 4, 0x0f03);
    String message = refusal(write("places.heic", content));
    assertTrue(message.contains("Cannot allocate memory"), message);
  }

  @Test
  void refusesAGridOfANegativeSize() throws IOException {
    byte[] content = Pictures.bytes("grid.heic");
    int grid = new String(content, StandardCharsets.ISO_8859_1).indexOf("idat") + 4;
    // Sizes of four bytes each; the height is what follows.
    ByteBuffer.wrap(content).put(grid + 1, (byte) 1).putInt(grid + 4, -1 << 24 | 32);
    String message = refusal(write("grid.heic", content));
    assertTrue(message.contains("(its grid has -16777184x"), message);
  }

  @Test
  void keepsTheDecodersOwnWordsOutOfTheReason() throws IOException {
    byte[] wide = Pictures.bytes("rgb.png"); // wider than OpenCV takes, within the bound of pixels
    ByteBuffer.wrap(wide).putInt(16, 1 << 21).putInt(20, 1);
    fixChecksums(wide);
    String message = refusal(write("wide.png", wide));
    assertTrue(message.startsWith("damaged PNG image (its header is sound"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.jpg",
        "rgb.png",
        "rgb.gif",
        "rgb.bmp",
        "lzw.tif",
        "lossy.webp",
        "animated.webp",
        "rgb.heic",
        "rgb.avif"
      })
  void boundsEveryFormat(String name) {
    ImageReader strict = new ImageReader(ImageReaderConfig.defaults().withMaxPixels(64 * 32 - 1));
    MediaReadException error =
        assertThrows(MediaReadException.class, () -> strict.read(Pictures.bytes(name), name));
    assertTrue(error.getMessage().contains("too large (64x32 pixels"), error.getMessage());
  }

  @Test
  void refusesAFileTooLargeBeforeItIsRead() throws IOException {
    ImageReader strict = new ImageReader(ImageReaderConfig.defaults().withMaxFileBytes(100));
    Path file = write("large.jpg", Pictures.bytes("rgb.jpg"));
    MediaReadException error = assertThrows(MediaReadException.class, () -> strict.read(file));
    assertTrue(error.getMessage().contains("at most 100 are read"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.jpg",
        "progressive.jpg",
        "rgb.png",
        "rgb.gif",
        "rgb.bmp",
        "raw.tif",
        "lzw.tif",
        "lossy.webp",
        "lossless.webp",
        "animated.webp",
        "rgb.heic",
        "grid.heic",
        "rgb.avif"
      })
  void refusesATruncatedFileWhereverItIsCut(String name) {
    byte[] whole = Pictures.bytes(name);
    for (int step = 1; step < 20; step++) {
      byte[] cut = Arrays.copyOf(whole, whole.length * step / 20);
      MediaReadException error =
          assertThrows(
              MediaReadException.class, () -> reader.read(cut, name), cut.length + " bytes");
      assertFalse(error.getMessage().contains("null"), error.getMessage());
    }
  }

  @Test
  void namesTheTruncation() {
    byte[] cut = Arrays.copyOf(Pictures.bytes("rgb.jpg"), 600);
    MediaReadException error = assertThrows(MediaReadException.class, () -> reader.read(cut, "x"));
    assertEquals(
        "truncated JPEG image (the file ends after 600 bytes, before the image does); copy or"
            + " download it again",
        error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'\u0000\u0000\u0000\u000cJXL ', JPEG XL, convert it with: djxl photo.jxl photo.png",
    "8BPS, Photoshop, convert it to a JPEG or a PNG",
    "%PDF-1.7, PDF, convert it to a JPEG or a PNG",
    "'<svg xmlns', SVG, convert it to a JPEG or a PNG",
    "'P6 2 2 255', PNM, convert it to a JPEG or a PNG",
    "'\u0000\u0000\u0000\u0018ftypmp42', video, caption it as a video"
  })
  void namesFormatsItDoesNotRead(String beginning, String label, String remedy) {
    byte[] content = beginning.getBytes(StandardCharsets.ISO_8859_1);
    MediaReadException error =
        assertThrows(MediaReadException.class, () -> reader.read(content, "x"));
    assertEquals(label + " file, which is not read as an image; " + remedy, error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"247, JPEG-LS", "195, lossless JPEG", "197, hierarchical JPEG"})
  void namesTheKindOfJpegItDoesNotRead(int marker, String kind) {
    byte[] content = Pictures.bytes("rgb.jpg");
    for (int at = 2; at + 1 < content.length; at++) {
      if (content[at] == (byte) 0xff && content[at + 1] == (byte) 0xc0) {
        content[at + 1] = (byte) marker;
        break;
      }
    }
    String said =
        assertThrows(MediaReadException.class, () -> reader.read(content, "a.jpg")).getMessage();
    assertTrue(said.startsWith(kind + " image, which is not read"), said);
  }

  @Test
  void namesTheKindOfTiffItDoesNotRead() {
    MediaReadException error =
        assertThrows(
            MediaReadException.class, () -> reader.read(Pictures.bytes("float.tif"), "float.tif"));
    assertTrue(error.getMessage().startsWith("TIFF image with floating-point"), error.getMessage());
  }

  @Test
  void namesAConverterForAPhonesPictureThatCannotBeDecoded() {
    // A codec that nobody knows.
    byte[] broken =
        new String(Pictures.bytes("rgb.heic"), StandardCharsets.ISO_8859_1)
            .replace("hvc1", "zzz1")
            .getBytes(StandardCharsets.ISO_8859_1);
    MediaReadException error =
        assertThrows(MediaReadException.class, () -> reader.read(broken, "rgb.heic"));
    assertTrue(
        error.getMessage().startsWith("HEIC image that this FFmpeg build cannot read ("),
        error.getMessage());
    assertTrue(error.getMessage().contains("heif-convert photo.heic"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.jpg",
        "ycck-adobe.jpg",
        "cmyk-plain.jpg",
        "o6.jpg",
        "palette-transparent.png",
        "alpha16.png",
        "o6.png",
        "animated.gif",
        "palette.bmp",
        "o6.tif",
        "jpeg.tif",
        "alpha.webp",
        "animated.webp",
        "o6.webp",
        "grid.heic",
        "turned.avif",
        "alpha.avif",
        "alpha.heic",
        "display-p3.heic",
        "display-p3.avif"
      })
  void damageIsNeverWorseThanAMessage(String name) {
    ImageReader bounded = new ImageReader(ImageReaderConfig.defaults().withMaxPixels(1_000_000));
    byte[] whole = Pictures.bytes(name);
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      byte[] damaged = whole.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      if (name.endsWith(".png")) {
        // Otherwise the checksums would keep the damage from the decoder.
        fixChecksums(damaged);
      }
      try {
        bounded.read(damaged, name);
      } catch (MediaReadException e) {
        assertFalse(e.getMessage().isBlank(), "seed " + seed);
      }
    }
  }

  private static void fixChecksums(byte[] png) {
    ByteBuffer in = ByteBuffer.wrap(png);
    for (long at = 8; at + 12 <= png.length; ) {
      long length = Integer.toUnsignedLong(in.getInt((int) at));
      if (at + 12 + length > png.length) {
        return;
      }
      CRC32 crc = new CRC32();
      crc.update(png, (int) at + 4, (int) length + 4);
      in.putInt((int) (at + 8 + length), (int) crc.getValue());
      at += 12 + length;
    }
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private String refusal(Path file) {
    return assertThrows(MediaReadException.class, () -> reader.read(file)).getMessage();
  }
}
