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
 * The two kinds of JPEG that need Java's own decoder instead of OpenCV's: four inks as they are
 * stored, and files without an end marker, of which some are whole.
 */
final class UnusualJpeg {
  private static final byte[] END_OF_IMAGE = {(byte) 0xff, (byte) 0xd9};
  private static final int YCCK = 2;

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

  /** Four inks. */
  static InkImage inks(byte[] content) throws MediaReadException {
    int transform = JpegHeader.adobeTransform(content);
    Raster raster;
    try {
      raster = decode(content, (reader, warning) -> {});
    } catch (IOException | RuntimeException e) {
      throw new MediaReadException(ImageHeader.damaged(ImageFormat.JPEG), e);
    }
    InkImage image = InkImage.of(raster);
    if (transform == YCCK) {
      toInvertedInks(image.inks());
    }
    if (transform != JpegHeader.NO_ADOBE) {
      byte[] inks = image.inks();
      for (int i = 0; i < inks.length; i++) {
        inks[i] = (byte) ~inks[i];
      }
    }
    return image;
  }

  /** YCbCr to RGB (JFIF 1.02), which inverted cyan, magenta and yellow are. */
  private static void toInvertedInks(byte[] ycck) {
    for (int i = 0; i < ycck.length; i += 4) {
      int y = ycck[i] & 0xff;
      int cb = (ycck[i + 1] & 0xff) - 128;
      int cr = (ycck[i + 2] & 0xff) - 128;
      ycck[i] = clamped(y + 1.402 * cr);
      ycck[i + 1] = clamped(y - 0.344136 * cb - 0.714136 * cr);
      ycck[i + 2] = clamped(y + 1.772 * cb);
    }
  }

  private static byte clamped(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
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
