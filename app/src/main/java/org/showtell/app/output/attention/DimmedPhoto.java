package org.showtell.app.output.attention;

import java.awt.image.BufferedImage;
import org.showtell.attention.AttentionMap;
import org.showtell.encoder.preset.VisibleArea;

/**
 * An image as bright as the model's attention: its own colours where the model attends most for a
 * word, darkened where it does not attend.
 */
public final class DimmedPhoto {
  /** What stays of a colour without attention: enough to recognise the place. */
  public static final float NOT_LOOKED = 0.2f;

  /** What stays of it where preprocessing cuts the image off. */
  public static final float NOT_SEEN = 0.08f;

  private DimmedPhoto() {}

  /**
   * What stays of a colour.
   *
   * @param weight of the place, at least 0
   * @param largest weight of all places, at least {@code weight} and above 0
   */
  public static float brightness(float weight, float largest) {
    return NOT_LOOKED + (1 - NOT_LOOKED) * weight / largest;
  }

  /**
   * @param photo of {@link BufferedImage#TYPE_INT_RGB}
   * @param seen the part of it that the map lies on
   */
  static BufferedImage of(BufferedImage photo, VisibleArea seen, AttentionMap map) {
    float[] weights = map.upsample(seen.height(), seen.width());
    float largest = largest(weights);
    BufferedImage dimmed =
        new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_INT_RGB);
    // Whole rows of ints are copied at once; getRGB would convert them one by one.
    int[] pixels = new int[photo.getWidth() * photo.getHeight()];
    photo.getRaster().getDataElements(0, 0, photo.getWidth(), photo.getHeight(), pixels);
    for (int y = 0; y < photo.getHeight(); y++) {
      boolean seenRow = y >= seen.y() && y < seen.y() + seen.height();
      int row = (y - seen.y()) * seen.width() - seen.x();
      for (int x = 0; x < photo.getWidth(); x++) {
        boolean isSeen = seenRow && x >= seen.x() && x < seen.x() + seen.width();
        int at = y * photo.getWidth() + x;
        pixels[at] = dim(pixels[at], isSeen ? brightness(weights[row + x], largest) : NOT_SEEN);
      }
    }
    dimmed.getRaster().setDataElements(0, 0, photo.getWidth(), photo.getHeight(), pixels);
    return dimmed;
  }

  public static float largest(float[] weights) {
    float largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, weight);
    }
    return largest;
  }

  private static int dim(int rgb, float brightness) {
    int share = (int) (256 * brightness); // of 256: much faster than three products of floats
    return (rgb >> 16 & 0xff) * share >> 8 << 16
        | (rgb >> 8 & 0xff) * share >> 8 << 8
        | (rgb & 0xff) * share >> 8;
  }
}
