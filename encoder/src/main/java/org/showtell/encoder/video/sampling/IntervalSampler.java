package org.showtell.encoder.video.sampling;

import java.time.Duration;
import java.util.Iterator;
import org.showtell.encoder.video.ShownFrames;
import org.showtell.encoder.video.VideoFile;
import org.showtell.encoder.video.VideoFrame;
import org.showtell.encoder.video.VideoReader;

/** A frame for each interval of time: what is shown at its beginning. */
record IntervalSampler(Duration interval) implements FrameSampler {
  /** Bound on the same frame in a row: a file whose times jump by days would give millions. */
  private static final int MOST_REPEATS = 1000;

  IntervalSampler {
    if (interval.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "every must be at least a millisecond, but got " + interval);
    }
  }

  @Override
  public Iterator<SampledFrame> sample(VideoReader reader) {
    long step = interval.toNanos() / 1000;
    ShownFrames shown = reader.shown();
    return new FrameIterator() {
      private long start;
      private VideoFrame last;
      private int repeats;

      @Override
      SampledFrame find() {
        if (repeats == MOST_REPEATS) {
          long next = shown.nextMicros();
          if (next == VideoFile.NO_TIME) {
            return null;
          }
          start = Math.max(start, (next + step - 1) / step * step);
        }
        VideoFrame frame = shown.at(start);
        if (frame == null) {
          return null;
        }
        repeats = frame == last ? repeats + 1 : 0;
        last = frame;
        SampledFrame sample = new SampledFrame(VideoReader.duration(start), frame);
        start += step;
        return sample;
      }
    };
  }
}
