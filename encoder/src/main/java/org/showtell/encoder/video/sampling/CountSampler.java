package org.showtell.encoder.video.sampling;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import org.showtell.encoder.video.ShownFrames;
import org.showtell.encoder.video.VideoFrame;
import org.showtell.encoder.video.VideoReader;

/** A frame for each of so many equal parts: what is shown in its middle. */
record CountSampler(int count, Duration from, Duration to) implements FrameSampler {
  static final Duration TO_THE_END = Duration.ofDays(36500);

  CountSampler {
    if (count < 1) {
      throw new IllegalArgumentException("frames must be at least 1, but got " + count);
    }
    if (from.isNegative() || to.compareTo(from) <= 0) {
      throw new IllegalArgumentException(
          "a part of a video must begin at 0 or later and end after that, but got %s to %s"
              .formatted(from, to));
    }
  }

  @Override
  public Iterator<SampledFrame> sample(VideoReader reader) throws IOException {
    long begin = from.toNanos() / 1000;
    long length = Math.min(reader.length().toNanos() / 1000, to.toNanos() / 1000) - begin;
    ShownFrames shown = reader.shown();
    return new FrameIterator() {
      private int part;
      private VideoFrame last;

      @Override
      SampledFrame find() {
        while (part < count && length > 0) {
          long start = begin + (last == null ? 0 : length * part / count);
          VideoFrame frame = shown.at(begin + (2L * part + 1) * length / (2L * count));
          part++;
          if (frame == null) {
            return null;
          }
          if (frame != last) {
            last = frame;
            return new SampledFrame(VideoReader.duration(start), frame);
          }
        }
        return null;
      }
    };
  }
}
