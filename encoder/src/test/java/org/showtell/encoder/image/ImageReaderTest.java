package org.showtell.encoder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.showtell.encoder.image.Pictures.BLUE;
import static org.showtell.encoder.image.Pictures.GREEN;
import static org.showtell.encoder.image.Pictures.RED;
import static org.showtell.encoder.image.Pictures.WHITE;
import static org.showtell.encoder.image.Pictures.YELLOW;
import static org.showtell.encoder.image.Pictures.assertQuadrants;
import static org.showtell.encoder.image.Pictures.grey;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.encoder.preset.Preprocessing;

class ImageReaderTest {
  private static final int[] HALF_YELLOW = {242, 237, 152};

  private final ImageReader reader = new ImageReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.jpg",
        "progressive.jpg",
        "cmyk-adobe.jpg",
        "cmyk-plain.jpg",
        "ycck-adobe.jpg",
        "rgb.png",
        "rgb16.png",
        "palette.png",
        "rgb.gif",
        "animated.gif",
        "rgb.bmp",
        "palette.bmp",
        "alpha.bmp",
        "lossy.webp",
        "lossless.webp",
        "animated.webp",
        "raw.tif",
        "lzw.tif",
        "deflate.tif",
        "jpeg.tif",
        "cmyk.tif",
        "palette.tif",
        "rgb.heic",
        "rgb.avif",
        "ten-bits.avif",
        "turned.avif",
        "mirrored.avif"
      })
  void readsColour(String name) throws IOException {
    RgbImage image = reader.read(Pictures.bytes(name), name);
    assertEquals(64, image.width());
    assertEquals(32, image.height());
    assertQuadrants(image, 2, RED, GREEN, BLUE, YELLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grid.heic", "grid-turned.heic"})
  void putsTheTilesOfAPhonesPictureTogether(String name) throws IOException {
    RgbImage image = reader.read(Pictures.bytes(name), name);
    assertEquals(112, image.width());
    assertEquals(96, image.height());
    assertQuadrants(image, 2, RED, GREEN, BLUE, YELLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey.jpg", "grey.png", "grey16.png", "grey.tif", "grey16.tif"})
  void readsGreyAsThreeEqualChannels(String name) throws IOException {
    assertQuadrants(
        reader.read(Pictures.bytes(name), name), 1, grey(94), grey(136), grey(72), grey(204));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpha.png", "alpha16.png", "alpha.webp", "alpha.tif"})
  void paintsTransparencyOnWhite(String name) throws IOException {
    assertQuadrants(reader.read(Pictures.bytes(name), name), 1, WHITE, GREEN, BLUE, HALF_YELLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"palette-transparent.png", "colour-key.png", "transparent.gif"})
  void paintsATransparentColourOnWhite(String name) throws IOException {
    assertQuadrants(reader.read(Pictures.bytes(name), name), 0, WHITE, GREEN, BLUE, YELLOW);
  }

  @Test
  void paintsGreyWithAlphaOnWhite() throws IOException {
    RgbImage image = reader.read(Pictures.bytes("grey-alpha.png"), "grey-alpha.png");
    assertQuadrants(image, 1, WHITE, grey(136), grey(72), grey(229));
  }

  @ParameterizedTest
  @CsvSource({"jpg,2", "png,0", "webp,0", "tif,0"})
  void appliesEachOrientationExactlyOnce(String format, int tolerance) throws IOException {
    for (int orientation = 1; orientation <= 8; orientation++) {
      String name = "o" + orientation + "." + format;
      RgbImage image = reader.read(Pictures.bytes(name), name);
      assertEquals(64, image.width(), name);
      assertQuadrants(image, tolerance, RED, GREEN, BLUE, YELLOW);
    }
  }

  @Test
  void judgesAFileByItsContentAndNotByItsName(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("really a png.jpg"), Pictures.bytes("rgb.png"));
    assertQuadrants(reader.read(file), 0, RED, GREEN, BLUE, YELLOW);
  }

  @Test
  void acceptsAWholeJpegWithoutItsEndMarkerOrWithMoreBehindIt() throws IOException {
    byte[] whole = Pictures.bytes("rgb.jpg");
    byte[] unmarked = java.util.Arrays.copyOf(whole, whole.length - 2);
    assertQuadrants(reader.read(unmarked, "unmarked"), 2, RED, GREEN, BLUE, YELLOW);
    byte[] padded = java.util.Arrays.copyOf(whole, whole.length + 100);
    assertQuadrants(reader.read(padded, "padded"), 2, RED, GREEN, BLUE, YELLOW);
    padded[padded.length - 1] = 'x';
    assertQuadrants(reader.read(padded, "trailer"), 2, RED, GREEN, BLUE, YELLOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png"})
  void shrinksLargePicturesOnTheWayToTheirTarget(String format) throws IOException {
    byte[] large = large(format);
    Preprocessing small = Preprocessing.imagenet(112);
    ImageReader shrinking = new ImageReader(ImageReaderConfig.defaults().withTarget(small));
    RgbImage image = shrinking.read(large, "large");
    assertEquals(400, image.width());
    assertEquals(300, image.height());
    assertQuadrants(image, 2, RED, GREEN, BLUE, YELLOW);

    ImagePreprocessor preprocessor = new ImagePreprocessor(small);
    float[] direct = preprocessor.apply(reader.read(large, "large"));
    float[] shrunk = preprocessor.apply(image);
    double difference = 0;
    for (int i = 0; i < direct.length; i++) {
      difference += Math.abs(direct[i] - shrunk[i]) / direct.length;
    }
    assertTrue(difference < 0.02, "mean difference in standard deviations: " + difference);
  }

  @Test
  void leavesPicturesNearTheirTargetAtFullSize() throws IOException {
    ImageReader shrinking =
        new ImageReader(ImageReaderConfig.defaults().withTarget(Preprocessing.imagenet(16)));
    assertEquals(64, shrinking.read(Pictures.bytes("rgb.jpg"), "rgb.jpg").width());
  }

  /** 1600x1200 with quadrants. */
  private static byte[] large(String format) throws IOException {
    BufferedImage picture = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_RGB);
    int[][] colours = {RED, GREEN, BLUE, YELLOW};
    for (int q = 0; q < 4; q++) {
      int rgb = new Color(colours[q][0], colours[q][1], colours[q][2]).getRGB();
      int[] pixels = new int[800 * 600];
      java.util.Arrays.fill(pixels, rgb);
      picture.setRGB(q % 2 * 800, q / 2 * 600, 800, 600, pixels, 0, 800);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, format, out);
    return out.toByteArray();
  }
}
