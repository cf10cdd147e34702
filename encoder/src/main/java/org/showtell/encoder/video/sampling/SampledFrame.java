package org.showtell.encoder.video.sampling;

import java.time.Duration;
import java.util.Objects;
import org.showtell.encoder.video.VideoFrame;

/**
 * A frame that represents a part of its video: from its start to the next one's, or to the end.
 *
 * @param start where that part begins
 * @param frame it may be shown before or after the start
 */
public record SampledFrame(Duration start, VideoFrame frame) {
  public SampledFrame {
    Objects.requireNonNull(frame, "frame");
    if (start.isNegative()) {
      throw new IllegalArgumentException("start must be at least 0, but got " + start);
    }
  }
}
