package org.showtell.encoder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The test pictures, which make.py beside them writes, and what they must look like. */
final class Pictures {
  static final int[] RED = {220, 40, 40};
  static final int[] GREEN = {40, 200, 60};
  static final int[] BLUE = {40, 60, 220};
  static final int[] YELLOW = {230, 220, 50};
  static final int[] WHITE = {255, 255, 255};

  private Pictures() {}

  static byte[] bytes(String name) {
    try (InputStream in = Pictures.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The colour in the middle of a quadrant, 0 to 3 row by row. */
  static int[] quadrant(RgbImage image, int number) {
    int x = image.width() * (1 + 2 * (number % 2)) / 4;
    int y = image.height() * (1 + 2 * (number / 2)) / 4;
    int at = (y * image.width() + x) * 3;
    return new int[] {
      image.rgb()[at] & 0xff, image.rgb()[at + 1] & 0xff, image.rgb()[at + 2] & 0xff
    };
  }

  static void assertQuadrants(RgbImage image, int tolerance, int[]... colours) {
    for (int q = 0; q < colours.length; q++) {
      int[] found = quadrant(image, q);
      for (int c = 0; c < 3; c++) {
        assertEquals(colours[q][c], found[c], tolerance, "quadrant " + q + ", channel " + c);
      }
    }
  }

  static int[] grey(int value) {
    return new int[] {value, value, value};
  }
}
