package org.showtell.encoder.video;

import java.util.Objects;
import org.showtell.encoder.image.ImageReaderConfig;
import org.showtell.encoder.preset.Preprocessing;

/**
 * How a video is read.
 *
 * @param images bound on a frame's pixels, and the size that frames will be used at
 * @param threads that decode
 */
public record VideoReaderConfig(ImageReaderConfig images, int threads) {
  private static final int DEFAULT_THREADS = 2;

  public VideoReaderConfig {
    Objects.requireNonNull(images, "images");
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but got " + threads);
    }
  }

  /** Two threads, frames at full size. */
  public static VideoReaderConfig defaults() {
    return new VideoReaderConfig(ImageReaderConfig.defaults(), DEFAULT_THREADS);
  }

  /** The same for frames that will go through this preprocessing. */
  public VideoReaderConfig withTarget(Preprocessing preprocessing) {
    return new VideoReaderConfig(images.withTarget(preprocessing), threads);
  }
}
