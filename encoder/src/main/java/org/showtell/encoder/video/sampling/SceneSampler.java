package org.showtell.encoder.video.sampling;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.io.UncheckedIOException;
import java.util.Iterator;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.showtell.encoder.image.MediaReadException;
import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.video.FrameConverter;
import org.showtell.encoder.video.FrameCursor;
import org.showtell.encoder.video.FrameImages;
import org.showtell.encoder.video.VideoFile;
import org.showtell.encoder.video.VideoReader;

/** The middle of each shot, found in one pass. */
record SceneSampler() implements FrameSampler {
  private static final int SIDE = 64;

  @Override
  public Iterator<SampledFrame> sample(VideoReader reader) {
    return new Shots(reader.cursor(), reader.images());
  }

  private static final class Shots extends FrameIterator {
    private final FrameCursor cursor;
    private final FrameImages images;
    private final ShotDetector detector = new ShotDetector();
    private ShotFrames shot = new ShotFrames(0);
    private boolean ended;

    Shots(FrameCursor cursor, FrameImages images) {
      this.cursor = cursor;
      this.images = images;
    }

    @Override
    SampledFrame find() {
      if (ended) {
        return null;
      }
      AVFrame frame = av_frame_alloc();
      try (FrameConverter rough = FrameConverter.rough()) {
        long micros;
        while ((micros = cursor.advance(frame, VideoFile.NO_TIME)) != VideoFile.NO_TIME) {
          long begun = detector.shotAt(rough.toRgb(frame, SIDE, SIDE), micros);
          SampledFrame middle = cutAt(begun);
          shot.offer(micros, images, frame);
          if (middle != null) {
            return middle;
          }
        }
        return last();
      } catch (MediaReadException e) {
        throw new UncheckedIOException(e);
      } finally {
        av_frame_free(frame);
      }
    }

    /** The middle of the shot that ends there; null where it goes on. */
    private SampledFrame cutAt(long begun) {
      if (begun <= shot.start() || shot.isEmpty()) {
        return null;
      }
      ShotFrames finished = shot;
      shot = finished.splitAt(begun);
      return finished.isEmpty() ? null : finished.middle(begun);
    }

    private SampledFrame last() {
      if (shot.isEmpty()) {
        ended = true;
        return null;
      }
      SampledFrame middle = cutAt(detector.lastShot());
      if (middle != null) {
        return middle;
      }
      ended = true;
      return shot.middle(cursor.file().endMicros());
    }
  }

  /**
   * Finds where shots begin: at a cut, a fade or a dissolve. Shots are at least {@link
   * CutDetector#MIN_SHOT_MICROS} long.
   */
  static final class ShotDetector {
    private final CutDetector cuts = new CutDetector();
    private final FadeDetector fades = new FadeDetector();
    private final DissolveDetector dissolves = new DissolveDetector();
    private long shotMicros;

    /**
     * Takes the next frame.
     *
     * @param rough the frame, small
     * @return where its shot begins, which may be some frames ago
     */
    long shotAt(RgbImage rough, long micros) {
      FrameSignature frame = FrameSignature.of(rough, micros);
      shotMicros = Math.max(shotMicros, cuts.shotAt(frame));
      gradual(fades.look(frame, shotMicros));
      gradual(dissolves.look(frame, shotMicros));
      return shotMicros;
    }

    long lastShot() {
      shotMicros = Math.max(shotMicros, cuts.lastShot());
      gradual(fades.last(shotMicros));
      return shotMicros;
    }

    private void gradual(long micros) {
      if (micros != VideoFile.NO_TIME && micros - shotMicros >= CutDetector.MIN_SHOT_MICROS) {
        shotMicros = micros;
        cuts.shotFrom(micros);
      }
    }
  }
}
