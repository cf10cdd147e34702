package org.showtell.encoder.video;

import java.time.Duration;
import java.util.Objects;
import org.showtell.encoder.image.RgbImage;

/**
 * A picture of a video.
 *
 * @param time when it is shown, from the beginning of the file
 * @param image upright, and not larger than it is used
 */
public record VideoFrame(Duration time, RgbImage image) {
  public VideoFrame {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(image, "image");
  }
}
