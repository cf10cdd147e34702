package org.showtell.app.video;

import java.time.Duration;
import org.showtell.dataset.ClipRange;
import org.showtell.encoder.video.VideoReader;
import org.showtell.encoder.video.sampling.FrameSampler;

/**
 * Which frames of a video are looked at.
 *
 * @param frames so many, spread evenly over the part that is meant; 0 where {@code every} counts
 * @param every one of each such part of the whole video; zero where {@code frames} counts
 */
public record FrameChoice(int frames, Duration every) {
  private static final int MOST = 4096;

  /** Checks that one of the two is chosen. */
  public FrameChoice {
    if (every.isZero() ? frames < 1 || frames > MOST : frames != 0 || every.toMillis() < 1) {
      throw new IllegalArgumentException(
          "frames must be from 1 to %d, or every at least a millisecond, but got %d and %s"
              .formatted(MOST, frames, every));
    }
  }

  /** So many frames of a clip. */
  public static FrameChoice count(int frames) {
    return new FrameChoice(frames, Duration.ZERO);
  }

  /** A frame after each interval. */
  public static FrameChoice every(Duration interval) {
    return new FrameChoice(0, interval);
  }

  /** What finds the frames in an open video. */
  public FrameSampler sampler(VideoReader video, ClipRange clip) {
    return every.isZero()
        ? ClipPreparation.sampler(video, clip, frames)
        : FrameSampler.every(every);
  }
}
