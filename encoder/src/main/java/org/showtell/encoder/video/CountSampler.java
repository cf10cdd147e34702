package org.showtell.encoder.video;

import java.io.IOException;
import java.util.Iterator;

/** A frame for each of so many equal parts: what is shown in its middle. */
record CountSampler(int count) implements FrameSampler {
  CountSampler {
    if (count < 1) {
      throw new IllegalArgumentException("at least 1 frame is taken, but the number is " + count);
    }
  }

  @Override
  public Iterator<SampledFrame> sample(VideoReader reader) throws IOException {
    long length = reader.length().toNanos() / 1000;
    ShownFrames shown = reader.shown();
    return new FrameIterator() {
      private int part;
      private VideoFrame last;

      @Override
      SampledFrame find() {
        while (part < count) {
          long start = last == null ? 0 : length * part / count;
          VideoFrame frame = shown.at((2L * part + 1) * length / (2L * count));
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
