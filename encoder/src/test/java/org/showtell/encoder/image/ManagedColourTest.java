package org.showtell.encoder.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.encoder.colour.IccBytes;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.video.VideoReader;
import org.showtell.encoder.video.VideoReaderConfig;

class ManagedColourTest {
  /** The pictures' colours as Display P3 with a gamma of 2.2 has them. */
  private static final int[][] IN_P3 = {
    {201, 62, 54}, {97, 196, 82}, {48, 62, 210}, {227, 219, 87}
  };

  private static final byte[] P3 = IccBytes.matrix(2.2, IccBytes.DISPLAY_P3);

  private final ImageReader reader = new ImageReader();
  private final RgbImage stored = quadrants(64, 32, IN_P3);

  private RgbImage read(byte[] content) throws IOException {
    return reader.read(content, "made");
  }

  private static void assertManaged(RgbImage image, int tolerance) {
    assertQuadrants(image, tolerance, RED, GREEN, BLUE, YELLOW);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void readsTheProfileOfAJpegFromItsSegments(int number) throws IOException {
    byte[] jpeg = MadeFiles.jpeg(stored, number > 1);
    List<byte[]> segments = MadeFiles.profileSegments(P3, number);
    assertManaged(read(MadeFiles.withSegments(jpeg, 0xe2, segments)), 4);
  }

  @Test
  void aTurnAndAProfileGoTogether() throws IOException {
    byte[] exif = MadeTiff.classic("II*\0", new MadeTiff.Directory().with(274, 3));
    byte[] turned =
        MadeFiles.jpeg(quadrants(64, 32, IN_P3[3], IN_P3[2], IN_P3[1], IN_P3[0]), false);
    byte[] app1 =
        ByteBuffer.allocate(6 + exif.length).put(MadeFiles.text("Exif\0\0")).put(exif).array();
    byte[] jpeg = MadeFiles.withSegments(turned, 0xe2, MadeFiles.profileSegments(P3, 1));
    assertManaged(read(MadeFiles.withSegments(jpeg, 0xe1, List.of(app1))), 4);
  }

  @Test
  void largePhotosAreConvertedAfterTheyAreShrunk() throws IOException {
    byte[] jpeg = MadeFiles.jpeg(quadrants(1600, 1200, IN_P3), false);
    byte[] managed = MadeFiles.withSegments(jpeg, 0xe2, MadeFiles.profileSegments(P3, 1));
    ImageReaderConfig small = ImageReaderConfig.defaults().withTarget(Preprocessing.imagenet(112));
    RgbImage image = new ImageReader(small).read(managed, "large");
    assertEquals(400, image.width());
    assertManaged(image, 4);
  }

  @Test
  void camerasSayAdobeRgbInExif() throws IOException {
    RgbImage plain =
        quadrants(
            64, 32, grey(173, 62, 62), grey(128, 128, 128), grey(0, 0, 0), grey(255, 255, 255));
    byte[] exif = adobeExif();
    byte[] app1 =
        ByteBuffer.allocate(6 + exif.length).put(MadeFiles.text("Exif\0\0")).put(exif).array();
    byte[] webp =
        MadeFiles.webp(
            64, 32, 8, MadeFiles.webpChunk(plain, null), MadeFiles.webpChunk("EXIF", exif));
    MadeTiff.Directory tiff = MadeTiff.image(plain).with(34665, 0);
    for (byte[] file :
        List.of(
            MadeFiles.withSegments(MadeFiles.jpeg(plain, false), 0xe1, List.of(app1)),
            MadeFiles.png(plain, "eXIf", exif),
            webp,
            adobe(tiff, 12 * 9))) {
      assertQuadrants(read(file), 4, grey(200, 60, 60), grey(127, 127, 127), grey(0, 0, 0), WHITE);
    }
    byte[] srgb = MadeFiles.png(plain, "eXIf", exif, "sRGB", new byte[1]);
    assertQuadrants(read(srgb), 1, grey(173, 62, 62));
  }

  private static int[] grey(int... rgb) {
    return rgb;
  }

  /** An interoperability directory named R03, which EXIF's own directory points to. */
  private static byte[] adobeExif() {
    return adobe(new MadeTiff.Directory().with(34665, 0), 0);
  }

  /**
   * @param before bytes of the directory's entries before that of EXIF
   */
  private static byte[] adobe(MadeTiff.Directory image, int before) {
    byte[] exif =
        MadeTiff.classic(
            "II*\0",
            image,
            new MadeTiff.Directory().with(40961, 0xffff).with(40965, 0),
            new MadeTiff.Directory().withBytes(1, MadeFiles.text("R03\0")));
    ByteBuffer in = ByteBuffer.wrap(exif).order(ByteOrder.LITTLE_ENDIAN);
    int first = in.getInt(4);
    int second = in.getInt(first + 2 + before + 12);
    int third = in.getInt(second + 2 + 24);
    in.putInt(first + 2 + before + 8, second).putInt(second + 2 + 12 + 8, third);
    return exif;
  }

  @Test
  void readsTheProfileOfAPng() throws IOException {
    assertManaged(read(MadeFiles.png(stored, "iCCP", MadeFiles.iccp(P3))), 2);
  }

  @Test
  void aPngThatIsReadAsAVideoKeepsItsProfile(@TempDir Path folder) throws IOException {
    Path file =
        Files.write(folder.resolve("a.png"), MadeFiles.png(stored, "iCCP", MadeFiles.iccp(P3)));
    try (VideoReader reader = VideoReader.open(file, VideoReaderConfig.defaults())) {
      assertManaged(reader.next().image(), 2);
    }
  }

  @Test
  void readsThePrimariesAndTheGammaOfAPng() throws IOException {
    byte[] chrm = numbers(31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000);
    assertManaged(read(MadeFiles.png(stored, "gAMA", numbers(45455), "cHRM", chrm)), 2);
    byte[] codes = {12, 4, 0, 1};
    assertManaged(
        read(MadeFiles.png(stored, "cICP", codes, "iCCP", MadeFiles.iccp(new byte[9]))), 2);
  }

  @Test
  void readsTheGammaOfAPngUnlessItSaysThatItIsSrgb() throws IOException {
    RgbImage linear = quadrants(64, 32, grey(98, 98, 98), grey(0, 0, 0), grey(255, 255, 255), RED);
    RgbImage read = read(MadeFiles.png(linear, "gAMA", numbers(55556)));
    assertQuadrants(read, 1, grey(118, 118, 118), grey(0, 0, 0), WHITE);
    byte[] srgb = MadeFiles.png(linear, "gAMA", numbers(55556), "sRGB", new byte[1]);
    assertArrayEquals(linear.rgb(), read(srgb).rgb());
    byte[] usual = MadeFiles.png(linear, "gAMA", numbers(45455));
    assertArrayEquals(linear.rgb(), read(usual).rgb());
    byte[] senseless = MadeFiles.png(linear, "gAMA", numbers(0), "cHRM", numbers(new int[8]));
    assertArrayEquals(linear.rgb(), read(senseless).rgb());
  }

  @Test
  void readsTheProfileOfATiff() throws IOException {
    MadeTiff.Directory directory = MadeTiff.image(stored).withBytes(34675, P3);
    assertManaged(read(MadeTiff.classic("II*\0", directory)), 2);
    assertManaged(read(MadeTiff.big(MadeTiff.image(stored).withBytes(34675, P3))), 2);
  }

  @Test
  void readsTheProfileOfInksInATiff() throws IOException {
    RgbImage half = quadrants(64, 32, RED, GREEN, BLUE, YELLOW);
    byte[] inks = new byte[64 * 32 * 4];
    for (int i = 0; i < 64 * 32; i++) {
      inks[4 * i + 3] = (byte) (i % 64 < 32 ? 255 : 0);
      inks[4 * i] = (byte) 255;
    }
    MadeTiff.Directory directory =
        MadeTiff.image(half)
            .with(258, 8, 8, 8, 8)
            .with(262, 5)
            .with(277, 4)
            .withData(273, 279, inks)
            .withBytes(34675, IccBytes.blackOnly());
    // By the profile cyan is no colour at all, without it black hides it.
    RgbImage image = read(MadeTiff.classic("II*\0", directory));
    assertQuadrants(image, 3, grey(0, 0, 0), WHITE, grey(0, 0, 0), WHITE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk-adobe.jpg", "cmyk-plain.jpg", "ycck-adobe.jpg"})
  void readsTheProfileOfInksInAJpegHoweverTheyAreStored(String name) throws IOException {
    byte[] jpeg = Pictures.bytes(name);
    List<byte[]> segments = MadeFiles.profileSegments(IccBytes.blackOnly(), 1);
    RgbImage image = read(MadeFiles.withSegments(jpeg, 0xe2, segments));
    // Pillow makes no black; by this profile the other inks are no colours.
    assertQuadrants(image, 3, WHITE, WHITE, WHITE, WHITE);
  }

  @Test
  void readsTheProfileOfAWebp() throws IOException {
    byte[] coded = MadeFiles.webpChunk(stored, null);
    byte[] profile = MadeFiles.webpChunk("ICCP", P3);
    assertManaged(read(MadeFiles.webp(64, 32, 0x20, profile, coded)), 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"display-p3.heic", "display-p3.avif"})
  void readsTheProfileOfAStill(String name) throws IOException {
    assertManaged(read(Pictures.bytes(name)), 6);
  }

  @Test
  void coloursAreConvertedBeforeTheyAreMixedWithWhite() throws IOException {
    byte[] half = new byte[64 * 32];
    Arrays.fill(half, (byte) 128);
    byte[] coded = MadeFiles.webpChunk(stored, half);
    byte[] profile = MadeFiles.webpChunk("ICCP", P3);
    RgbImage image = read(MadeFiles.webp(64, 32, 0x30, profile, coded));
    int[][] mixed = new int[4][3];
    int[][] colours = {RED, GREEN, BLUE, YELLOW};
    for (int q = 0; q < 4; q++) {
      for (int c = 0; c < 3; c++) {
        mixed[q][c] = (colours[q][c] * 128 + 255 * 127) / 255;
      }
    }
    assertQuadrants(image, 2, mixed);
  }

  @Test
  void aProfileThatCannotBeUsedLeavesThePhotoAsItIs() throws IOException {
    byte[] cut = Arrays.copyOf(P3, 300);
    byte[] inks = IccBytes.blackOnly();
    for (byte[] profile : new byte[][] {cut, inks, new byte[0], new byte[1 << 20]}) {
      byte[] png = MadeFiles.png(stored, "iCCP", MadeFiles.iccp(profile));
      assertArrayEquals(stored.rgb(), read(png).rgb());
    }
  }

  @Test
  void aProfileThatUnpacksToMoreThanItMayIsNotUsed() throws IOException {
    byte[] zeros = new byte[64 << 20];
    byte[] bomb = MadeFiles.png(stored, "iCCP", MadeFiles.iccp(zeros));
    assertArrayEquals(stored.rgb(), read(bomb).rgb());
  }

  private static byte[] numbers(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }
}
