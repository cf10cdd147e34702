package org.showtell.encoder.preset;

import java.util.Arrays;
import java.util.Objects;

/**
 * How an image becomes a network's pixels: resize, channel order, then {@code (value - mean) / std}
 * on values from 0 to 255.
 *
 * @param mean [3], in units of 0..255, in the order of {@code channels}
 * @param std [3], positive, in units of 0..255, in the order of {@code channels}
 */
public record Preprocessing(
    int width, int height, ResizeRule resize, ChannelOrder channels, float[] mean, float[] std) {
  /** ImageNet's channel means and deviations in RGB, as torchvision states them, on 0..255. */
  private static final float[] IMAGENET_MEAN = {123.675f, 116.28f, 103.53f};

  private static final float[] IMAGENET_STD = {58.395f, 57.12f, 57.375f};

  /** As weights that come from Caffe expect. */
  private static final float[] VGG_MEAN_BGR = {103.939f, 116.779f, 123.68f};

  /** Of the shorter side, what {@link ResizeRule#INNER_CROP} keeps. */
  private static final double INNER_PART = 7.0 / 8;

  private static final float[] UNSCALED = {1f, 1f, 1f};

  /** Fails if a size is below 1, an array has not 3 values, or a deviation is not positive. */
  public Preprocessing {
    Objects.requireNonNull(resize, "resize");
    Objects.requireNonNull(channels, "channels");
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "the input size must be at least 1x1, but got " + width + "x" + height);
    }
    if (mean.length != 3 || std.length != 3) {
      throw new IllegalArgumentException(
          "mean and std must have one value for each of 3 channels, but got %s and %s"
              .formatted(mean.length, std.length));
    }
    for (int c = 0; c < 3; c++) {
      if (!Float.isFinite(mean[c]) || !Float.isFinite(std[c]) || std[c] <= 0) {
        throw new IllegalArgumentException(
            "mean must be finite and std positive, but got channel %s of mean %s and std %s"
                .formatted(c, mean[c], std[c]));
      }
    }
    mean = mean.clone();
    std = std.clone();
  }

  /** Squashed to a square, RGB, ImageNet's mean and deviation: for networks of one's own. */
  public static Preprocessing imagenet(int size) {
    return new Preprocessing(
        size, size, ResizeRule.SQUASH, ChannelOrder.RGB, IMAGENET_MEAN, IMAGENET_STD);
  }

  /** 224x224 squashed, BGR, the means subtracted: what VGG's published weights expect. */
  public static Preprocessing vgg() {
    return new Preprocessing(224, 224, ResizeRule.SQUASH, ChannelOrder.BGR, VGG_MEAN_BGR, UNSCALED);
  }

  /** Squashed to a square, RGB, 127 subtracted and divided by 128: EfficientNet-Lite. */
  public static Preprocessing efficientNet(int size) {
    float[] middle = {127f, 127f, 127f};
    float[] scale = {128f, 128f, 128f};
    return new Preprocessing(size, size, ResizeRule.SQUASH, ChannelOrder.RGB, middle, scale);
  }

  /** The part of an image of this size in pixels that the network sees. */
  public VisibleArea visibleArea(int imageWidth, int imageHeight) {
    if (resize == ResizeRule.SQUASH) {
      return VisibleArea.whole(imageWidth, imageHeight);
    }
    double scale = Math.min((double) imageWidth / width, (double) imageHeight / height);
    if (resize == ResizeRule.INNER_CROP) {
      scale *= INNER_PART;
    }
    return VisibleArea.middle(
        Math.max(1, Math.min(imageWidth, (int) Math.round(width * scale))),
        Math.max(1, Math.min(imageHeight, (int) Math.round(height * scale))),
        imageWidth,
        imageHeight);
  }

  /** 224x224 out of the middle, RGB, ImageNet's mean and deviation: torchvision's networks. */
  public static Preprocessing torchvision() {
    return new Preprocessing(
        224, 224, ResizeRule.INNER_CROP, ChannelOrder.RGB, IMAGENET_MEAN, IMAGENET_STD);
  }

  @Override
  public float[] mean() {
    return mean.clone();
  }

  @Override
  public float[] std() {
    return std.clone();
  }

  /**
   * All of it in one line, equal exactly when the pixels are: the key of stored features. Floats
   * are written as the shortest decimal that restores them.
   */
  public String fingerprint() {
    return "%sx%s %s %s mean %s std %s"
        .formatted(width, height, resize, channels, Arrays.toString(mean), Arrays.toString(std));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Preprocessing that && fingerprint().equals(that.fingerprint());
  }

  @Override
  public int hashCode() {
    return fingerprint().hashCode();
  }

  @Override
  public String toString() {
    return fingerprint();
  }

  /** The order of a pixel's three numbers. A network fed the other order still runs, only worse. */
  public enum ChannelOrder {
    RGB,
    /** Blue, green, red, as the weights that come from Caffe expect. */
    BGR
  }

  /** How an image of any shape becomes the network's input size. */
  public enum ResizeRule {
    /** Both sides to the target size: the aspect ratio is lost, every part stays in view. */
    SQUASH,
    /** The shorter side to the target, then the middle cut out. */
    CENTER_CROP,
    /**
     * The shorter side to 8/7 of the target, then the middle cut out: 256 and 224 in torchvision's
     * evaluation.
     */
    INNER_CROP
  }
}
