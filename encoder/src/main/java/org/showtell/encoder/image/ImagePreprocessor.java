package org.showtell.encoder.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.showtell.encoder.preset.Preprocessing;
import org.showtell.encoder.preset.Preprocessing.ChannelOrder;
import org.showtell.encoder.preset.Preprocessing.ResizeRule;
import org.showtell.encoder.preset.VisibleArea;

/**
 * Turns images into a network's pixels by a preset's rules. Shrinking averages the area under each
 * target pixel, so that fine patterns do not alias; enlarging is bicubic. Immutable and safe for
 * use by several threads.
 */
public final class ImagePreprocessor {
  private final Preprocessing preprocessing;
  private final float[][] table;

  public ImagePreprocessor(Preprocessing preprocessing) {
    this.preprocessing = Objects.requireNonNull(preprocessing, "preprocessing");
    this.table = table(preprocessing);
  }

  /** How many numbers one image becomes: H*W*3. */
  public int length() {
    return preprocessing.height() * preprocessing.width() * 3;
  }

  /** The pixels of one image, [H,W,3]. */
  public float[] apply(RgbImage image) {
    float[] pixels = new float[length()];
    apply(image, pixels, 0);
    return pixels;
  }

  /**
   * Writes the pixels of one image, [H,W,3], into a batch from index {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if they do not fit
   */
  public void apply(RgbImage image, float[] target, int offset) {
    Objects.checkFromIndexSize(offset, length(), target.length);
    byte[] resized = resized(image);
    boolean swap = preprocessing.channels() == ChannelOrder.BGR;
    for (int i = 0; i < resized.length; i += 3) {
      target[offset + i] = table[0][resized[swap ? i + 2 : i] & 0xff];
      target[offset + i + 1] = table[1][resized[i + 1] & 0xff];
      target[offset + i + 2] = table[2][resized[swap ? i : i + 2] & 0xff];
    }
  }

  private byte[] resized(RgbImage image) {
    int width = preprocessing.width();
    int height = preprocessing.height();
    if (image.width() == width
        && image.height() == height
        && preprocessing.resize() != ResizeRule.INNER_CROP) {
      return image.rgb();
    }
    Rect view = view(image);
    boolean shrinks = view.width() >= width && view.height() >= height;
    byte[] rgb = new byte[length()];
    try (view;
        BytePointer bytes = new BytePointer(image.rgb());
        Mat whole = new Mat(image.height(), image.width(), CV_8UC3, bytes);
        Mat source = new Mat(whole, view);
        Size size = new Size(width, height);
        Mat target = new Mat()) {
      resize(source, target, size, 0, 0, shrinks ? INTER_AREA : INTER_CUBIC);
      target.data().get(rgb);
    }
    return rgb;
  }

  private Rect view(RgbImage image) {
    VisibleArea area = preprocessing.visibleArea(image.width(), image.height());
    return new Rect(area.x(), area.y(), area.width(), area.height());
  }

  /** The normalised value of each byte, by channel: 768 divisions instead of one per number. */
  private static float[][] table(Preprocessing preprocessing) {
    float[] mean = preprocessing.mean();
    float[] std = preprocessing.std();
    float[][] table = new float[3][256];
    for (int c = 0; c < 3; c++) {
      for (int value = 0; value < 256; value++) {
        table[c][value] = (value - mean[c]) / std[c];
      }
    }
    return table;
  }
}
