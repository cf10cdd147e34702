package org.showtell.encoder.image;

import java.util.Objects;

/**
 * Brings a frame that another decoder has read to the form in which {@link ImageReader} gives
 * photos: upright, and shrunk by the same rule and the same arithmetic, so that a frame and a photo
 * of the same pixels become the same image. Immutable and safe for use by several threads.
 */
public final class FramePreparation {
  private final ImageReaderConfig config;

  /**
   * @param config the size that the images will be used at
   */
  public FramePreparation(ImageReaderConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * Turns and shrinks a frame.
   *
   * @param frame as it is stored
   * @param orientation how it must be turned to be upright
   */
  public RgbImage apply(RgbImage frame, Orientation orientation) {
    int reduction = config.reduction(frame.width(), frame.height(), orientation);
    return ImageDecoder.finish(frame, orientation, reduction);
  }
}
