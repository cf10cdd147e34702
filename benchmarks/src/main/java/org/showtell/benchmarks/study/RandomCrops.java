package org.showtell.benchmarks.study;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.showtell.encoder.image.RgbImage;

/** Parts of a photo, as a camera that moves a little would see it. */
final class RandomCrops {
  private static final double LEAST_AREA = 0.6;

  private RandomCrops() {}

  /** Crops of 60 to 100 % of the area, of the photo's shape, each enlarged to the photo's size. */
  static List<RgbImage> of(RgbImage photo, int crops, SplittableRandom random) {
    BufferedImage whole =
        new BufferedImage(photo.width(), photo.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = photo.rgb();
    for (int i = 0; i < photo.width() * photo.height(); i++) {
      int pixel = (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | rgb[3 * i + 2] & 255;
      whole.setRGB(i % photo.width(), i / photo.width(), pixel);
    }
    List<RgbImage> pictures = new ArrayList<>();
    for (int crop = 0; crop < crops; crop++) {
      double side = Math.sqrt(random.nextDouble(LEAST_AREA, 1));
      int width = (int) Math.round(side * photo.width());
      int height = (int) Math.round(side * photo.height());
      int left = random.nextInt(photo.width() - width + 1);
      int top = random.nextInt(photo.height() - height + 1);
      pictures.add(enlarged(whole.getSubimage(left, top, width, height), photo));
    }
    return pictures;
  }

  private static RgbImage enlarged(BufferedImage part, RgbImage photo) {
    BufferedImage target =
        new BufferedImage(photo.width(), photo.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(part, 0, 0, photo.width(), photo.height(), null);
    graphics.dispose();
    byte[] rgb = new byte[photo.rgb().length];
    for (int i = 0; i < photo.width() * photo.height(); i++) {
      int pixel = target.getRGB(i % photo.width(), i / photo.width());
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return new RgbImage(photo.width(), photo.height(), rgb);
  }
}
