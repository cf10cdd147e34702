package org.showtell.app.output.page;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import org.showtell.app.input.Preview;
import org.showtell.app.output.file.Jpeg;
import org.showtell.encoder.image.ImageReader;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.VisibleArea;

/** Small JPEG images for pages. Safe for use by several threads. */
public final class Thumbnails implements Preview.Maker {
  /** The longer side, in pixels: sharp on a card of half that width on a dense screen. */
  private static final int LONGER_SIDE = 400;

  private static final float QUALITY = 0.8f;

  private final ImageReader reader;
  private final Optional<Preprocessing> model;

  /** For a model that sees all of each image. */
  public Thumbnails() {
    this(Optional.empty());
  }

  /**
   * @param model its preprocessing, which tells the part of an image that it sees; empty where
   *     nobody asks
   */
  public Thumbnails(Optional<Preprocessing> model) {
    this.model = model;
    ImageReaderConfig bounds = ImageReaderConfig.defaults();
    reader =
        new ImageReader(
            new ImageReaderConfig(
                bounds.maxPixels(), bounds.maxFileBytes(), LONGER_SIDE, LONGER_SIDE));
  }

  @Override
  public Optional<Preview> preview(byte[] content, String name) throws IOException {
    return Optional.of(of(reader.read(content, name)));
  }

  public Preview of(RgbImage image) throws IOException {
    double scale = Math.min(1, (double) LONGER_SIDE / Math.max(image.width(), image.height()));
    int width = (int) Math.max(1, Math.round(image.width() * scale));
    int height = (int) Math.max(1, Math.round(image.height() * scale));
    VisibleArea seen =
        model.map(m -> m.visibleArea(width, height)).orElse(VisibleArea.whole(width, height));
    return new Preview(
        "image/jpeg", Jpeg.of(shrink(image, width, height), QUALITY), width, height, seen);
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
}
