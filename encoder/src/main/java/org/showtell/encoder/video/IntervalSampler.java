package org.showtell.encoder.video;

import java.time.Duration;
import java.util.Iterator;

/** A frame for each interval of time: what is shown at its beginning. */
record IntervalSampler(Duration interval) implements FrameSampler {
  IntervalSampler {
    if (interval.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "frames are at least a millisecond apart, but the interval is " + interval);
    }
  }

  @Override
  public Iterator<SampledFrame> sample(VideoReader reader) {
    long step = interval.toNanos() / 1000;
    ShownFrames shown = reader.shown();
    return new FrameIterator() {
      private long start;

      @Override
      SampledFrame find() {
        VideoFrame frame = shown.at(start);
        if (frame == null) {
          return null;
        }
        SampledFrame sample = new SampledFrame(VideoReader.duration(start), frame);
        start += step;
        return sample;
      }
    };
  }
}
