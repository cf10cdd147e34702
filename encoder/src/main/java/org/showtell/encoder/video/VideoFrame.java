package org.showtell.encoder.video;

import java.time.Duration;
import java.util.Objects;
import org.showtell.encoder.image.RgbImage;

/**
 * A frame of a video.
 *
 * @param time when it is shown, from the beginning of the file
 * @param image upright, no larger than needed
 */
public record VideoFrame(Duration time, RgbImage image) {
  public VideoFrame {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(image, "image");
  }
}
