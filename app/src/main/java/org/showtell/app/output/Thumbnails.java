package org.showtell.app.output;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.showtell.app.pipeline.Preview;
import org.showtell.app.pipeline.PreviewMaker;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.image.RgbImage;

/** Small JPEG pictures for pages. Safe for use by several threads. */
public final class Thumbnails implements PreviewMaker {
  /** The longer side, in pixels: sharp on a card of half that width on a dense screen. */
  private static final int LONGER_SIDE = 400;

  private static final float QUALITY = 0.8f;

  private final ImageReader reader;

  /** Thumbnails of photos of up to the usual number of pixels. */
  public Thumbnails() {
    ImageReaderConfig bounds = ImageReaderConfig.defaults();
    reader =
        new ImageReader(
            new ImageReaderConfig(
                bounds.maxPixels(), bounds.maxFileBytes(), LONGER_SIDE, LONGER_SIDE));
  }

  @Override
  public Optional<Preview> preview(byte[] content, String name) throws IOException {
    RgbImage image = reader.read(content, name);
    double scale = Math.min(1, (double) LONGER_SIDE / Math.max(image.width(), image.height()));
    BufferedImage small =
        shrink(
            image,
            (int) Math.max(1, Math.round(image.width() * scale)),
            (int) Math.max(1, Math.round(image.height() * scale)));
    return Optional.of(new Preview("image/jpeg", jpeg(small), small.getWidth(), small.getHeight()));
  }

  /** Each pixel is the mean of the pixels that it stands for: nothing flickers, nothing is lost. */
  private static BufferedImage shrink(RgbImage image, int width, int height) {
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      int top = (int) ((long) y * image.height() / height);
      int bottom = (int) ((long) (y + 1) * image.height() / height);
      for (int x = 0; x < width; x++) {
        int left = (int) ((long) x * image.width() / width);
        int right = (int) ((long) (x + 1) * image.width() / width);
        small.setRGB(x, y, mean(image, left, top, right, bottom));
      }
    }
    return small;
  }

  private static int mean(RgbImage image, int left, int top, int right, int bottom) {
    long red = 0;
    long green = 0;
    long blue = 0;
    byte[] rgb = image.rgb();
    for (int y = top; y < bottom; y++) {
      int at = (y * image.width() + left) * 3;
      for (int x = left; x < right; x++) {
        red += rgb[at++] & 0xff;
        green += rgb[at++] & 0xff;
        blue += rgb[at++] & 0xff;
      }
    }
    int count = (right - left) * (bottom - top);
    return (int) (red / count) << 16 | (int) (green / count) << 8 | (int) (blue / count);
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), quality);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
