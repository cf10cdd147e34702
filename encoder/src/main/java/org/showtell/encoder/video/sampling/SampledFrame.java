package org.showtell.encoder.video.sampling;

import java.time.Duration;
import java.util.Objects;
import org.showtell.encoder.video.VideoFrame;

/**
 * A frame that stands for a part of its video: from its start to the next one's, or to the end.
 *
 * @param start where that part begins, not negative
 * @param frame the picture that stands for it; it may be shown before or after the start
 */
public record SampledFrame(Duration start, VideoFrame frame) {
  /** Fails if it is before the video's beginning. */
  public SampledFrame {
    Objects.requireNonNull(frame, "frame");
    if (start.isNegative()) {
      throw new IllegalArgumentException("start must be at least 0, but got " + start);
    }
  }
}
