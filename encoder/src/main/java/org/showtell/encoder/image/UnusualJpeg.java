package org.showtell.encoder.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The two kinds of JPEG that need Java's own decoder instead of OpenCV's: four inks stored without
 * inversion, and files without an end marker, of which some are whole.
 */
final class UnusualJpeg {
  private static final byte[] END_OF_IMAGE = {(byte) 0xff, (byte) 0xd9};

  private UnusualJpeg() {}

  /** The file with an end marker: without one the decoder would wait for more. */
  static byte[] ended(byte[] content) {
    byte[] ended = Arrays.copyOf(content, content.length + END_OF_IMAGE.length);
    System.arraycopy(END_OF_IMAGE, 0, ended, content.length, END_OF_IMAGE.length);
    return ended;
  }

  /** Whether the coded image itself is cut short, by libjpeg's own warning. */
  static boolean breaksOff(byte[] ended) {
    boolean[] premature = {false};
    try {
      decode(
          ended,
          (reader, warning) ->
              premature[0] |= warning.toLowerCase(Locale.ROOT).contains("premature end of data"));
    } catch (IOException | RuntimeException e) {
      return true;
    }
    return premature[0];
  }

  /** Four inks, 0 for none and 255 for full. */
  static RgbImage plainCmyk(byte[] content) throws MediaReadException {
    Raster raster;
    try {
      raster = decode(content, (reader, warning) -> {});
    } catch (IOException | RuntimeException e) {
      throw new MediaReadException("damaged JPEG image of four inks (" + e.getMessage() + ")", e);
    }
    int width = raster.getWidth();
    byte[] rgb = new byte[width * raster.getHeight() * 3];
    int[] row = new int[width * 4];
    int out = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < row.length; x += 4) {
        int paper = 255 - row[x + 3];
        rgb[out++] = (byte) ((255 - row[x]) * paper / 255);
        rgb[out++] = (byte) ((255 - row[x + 1]) * paper / 255);
        rgb[out++] = (byte) ((255 - row[x + 2]) * paper / 255);
      }
    }
    return new RgbImage(width, raster.getHeight(), rgb);
  }

  private static Raster decode(byte[] content, javax.imageio.event.IIOReadWarningListener listener)
      throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.addIIOReadWarningListener(listener);
      reader.setInput(in, true, true);
      return reader.readRaster(0, null);
    } finally {
      reader.dispose();
    }
  }
}
