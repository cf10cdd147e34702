package org.showtell.encoder.video.sampling;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import org.showtell.encoder.video.VideoReader;

/** Chooses the frames that represent a video. */
public interface FrameSampler {
  /**
   * The frames, in order, decoded on demand; the parts that they represent follow each other from
   * the video's beginning to its {@link VideoReader#end}.
   *
   * @param reader fresh, not yet iterated; not closed
   * @throws IOException if a first pass over the file is needed and fails
   */
  Iterator<SampledFrame> sample(VideoReader reader) throws IOException;

  /**
   * The frames shown at 0, at the interval, at twice the interval and so on.
   *
   * @throws IllegalArgumentException if the interval is below a millisecond
   */
  static FrameSampler every(Duration interval) {
    return new IntervalSampler(interval);
  }

  /**
   * The frames shown in the middle of so many parts of equal length; fewer for a video of fewer
   * frames.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  static FrameSampler count(int frames) {
    return new CountSampler(frames, Duration.ZERO, CountSampler.TO_THE_END);
  }

  /**
   * The same of a part of the video, as far as the video goes.
   *
   * @throws IllegalArgumentException if the number is below 1, or the part does not begin at 0 or
   *     later and end after that
   */
  static FrameSampler count(int frames, Duration from, Duration to) {
    return new CountSampler(frames, from, to);
  }

  /** The middle of each shot: from one cut, fade or dissolve to the next. Decodes every frame. */
  static FrameSampler scenes() {
    return new SceneSampler();
  }
}
