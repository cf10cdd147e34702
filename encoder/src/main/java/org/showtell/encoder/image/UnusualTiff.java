package org.showtell.encoder.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.showtell.encoder.image.StillDecoder.Still;

/** The kinds of TIFF that need Java's own decoder instead of OpenCV's. */
final class UnusualTiff {
  private static final int OPAQUE = 255;

  private UnusualTiff() {}

  /** The first image, as its samples are: Java's colours of it would be other ones. */
  static Still decode(byte[] content) throws MediaReadException {
    TiffHeader.requireClassic(content);
    boolean negative = TiffHeader.isNegative(content);
    BufferedImage image;
    try {
      image = read(negative ? TiffHeader.blackIsZero(content) : content);
    } catch (IOException | RuntimeException e) {
      throw new MediaReadException(ImageHeader.damaged(ImageFormat.TIFF), e);
    }
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[width * height * 3];
    byte[] alpha = new byte[width * height];
    Arrays.fill(alpha, (byte) OPAQUE);
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel) {
      copyPalette(image, rgb);
    } else {
      copySamples(image.getRaster(), model, rgb, alpha);
    }
    for (int i = 0; negative && i < rgb.length; i++) {
      rgb[i] = (byte) ~rgb[i];
    }
    boolean transparent = model.hasAlpha();
    return new Still(
        new RgbImage(width, height, rgb), transparent ? Optional.of(alpha) : Optional.empty());
  }

  static BufferedImage read(byte[] content) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(in, true, true);
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  private static void copyPalette(BufferedImage image, byte[] rgb) {
    int width = image.getWidth();
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int out = 3 * (y * width + x);
        rgb[out] = (byte) (row[x] >> 16);
        rgb[out + 1] = (byte) (row[x] >> 8);
        rgb[out + 2] = (byte) row[x];
      }
    }
  }

  /** Grey or three colours, and alpha behind them. */
  private static void copySamples(Raster raster, ColorModel model, byte[] rgb, byte[] alpha) {
    int bands = raster.getNumBands();
    int colours = bands < 3 ? 1 : 3;
    boolean transparent = model.hasAlpha() && bands > colours;
    // The reader scales other numbers of bits to these.
    int most = raster.getTransferType() == DataBuffer.TYPE_USHORT ? 0xffff : OPAQUE;
    int[] row = new int[raster.getWidth() * bands];
    int pixel = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
      for (int in = 0; in < row.length; in += bands, pixel++) {
        int part = transparent ? row[in + colours] : most;
        boolean divide = model.isAlphaPremultiplied() && part > 0 && part < most;
        for (int c = 0; c < 3; c++) {
          long sample = row[in + Math.min(c, colours - 1)];
          long whole = divide ? Math.min(most, (sample * most + part / 2) / part) : sample;
          rgb[3 * pixel + c] = eightBits(whole, most);
        }
        alpha[pixel] = eightBits(part, most);
      }
    }
  }

  private static byte eightBits(long sample, int most) {
    return (byte) ((sample * OPAQUE + most / 2) / most);
  }
}
