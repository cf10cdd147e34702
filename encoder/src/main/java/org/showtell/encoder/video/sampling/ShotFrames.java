package org.showtell.encoder.video.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.showtell.encoder.video.FrameImages;
import org.showtell.encoder.video.VideoFrame;
import org.showtell.encoder.video.VideoReader;

/**
 * Some frames of a shot whose end is not known yet, evenly spread and never many: where there are
 * too many, every second one goes and from then on half as many come. One of them is always within
 * a thirtieth of the shot's length of its middle.
 */
final class ShotFrames {
  private static final int MOST = 32;
  private static final long FIRST_SPACING_MICROS = 250_000;

  private final long start;
  private List<VideoFrame> frames = new ArrayList<>();
  private long spacing = FIRST_SPACING_MICROS;
  private long nextMicros = Long.MIN_VALUE;

  ShotFrames(long start) {
    this.start = start;
  }

  long start() {
    return start;
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  void offer(long micros, FrameImages images, AVFrame frame) {
    if (micros < nextMicros) {
      return;
    }
    frames.add(images.of(frame, micros));
    if (frames.size() > MOST) {
      List<VideoFrame> half = new ArrayList<>();
      for (int i = 0; i < frames.size(); i += 2) {
        half.add(frames.get(i));
      }
      frames = half;
      spacing *= 2;
    }
    nextMicros = micros(frames.get(frames.size() - 1)) + spacing;
  }

  ShotFrames splitAt(long micros) {
    ShotFrames next = new ShotFrames(micros);
    for (VideoFrame frame : frames) {
      if (micros(frame) >= micros) {
        next.frames.add(frame);
        next.nextMicros = micros(frame) + next.spacing;
      }
    }
    frames.removeAll(next.frames);
    return next;
  }

  SampledFrame middle(long end) {
    long middle = start + (end - start) / 2;
    VideoFrame nearest =
        frames.stream()
            .min(Comparator.comparingLong(frame -> Math.abs(micros(frame) - middle)))
            .orElseThrow();
    return new SampledFrame(VideoReader.duration(start), nearest);
  }

  private static long micros(VideoFrame frame) {
    return frame.time().toNanos() / 1000;
  }
}
