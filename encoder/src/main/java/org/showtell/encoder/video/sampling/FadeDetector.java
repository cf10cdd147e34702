package org.showtell.encoder.video.sampling;

import org.showtell.encoder.video.VideoFile;

/**
 * Finds fades to black or any other shade and back: blank moments between different images. Where
 * the lights went out and came back, the image after is the one before.
 */
final class FadeDetector {
  /** The clearest frames within these times before and after are compared. */
  private static final long LOOK_BACK_MICROS = 2_000_000;

  private static final long LOOK_ON_MICROS = 500_000;
  private static final double SAME = 0.7;

  private Thumbnail before;
  private long beforeMicros;
  private Thumbnail after;
  private long blankFrom = VideoFile.NO_TIME;
  private long blankTo;

  /**
   * Takes the next frame.
   *
   * @param from where the current shot begins; one that begins blank does not fade out
   * @return the middle of the blank moments between two shots, some time after the second one is
   *     visible; {@link VideoFile#NO_TIME} where there is none
   */
  long look(FrameSignature frame, long from) {
    Thumbnail thumbnail = frame.thumbnail();
    long micros = frame.micros();
    if (thumbnail.isBlank()) {
      if (blankFrom == VideoFile.NO_TIME && before != null) {
        blankFrom = micros;
      }
      blankTo = micros;
      return VideoFile.NO_TIME;
    }
    if (blankFrom == VideoFile.NO_TIME) {
      if (before == null
          || thumbnail.deviation() >= before.deviation()
          || micros - beforeMicros > LOOK_BACK_MICROS) {
        before = thumbnail;
        beforeMicros = micros;
      }
      return VideoFile.NO_TIME;
    }
    if (after == null || thumbnail.deviation() > after.deviation()) {
      after = thumbnail;
    }
    return micros - blankTo < LOOK_ON_MICROS ? VideoFile.NO_TIME : decide(micros, from);
  }

  long last(long from) {
    return after == null ? VideoFile.NO_TIME : decide(blankTo, from);
  }

  private long decide(long micros, long from) {
    long middle = blankFrom + (blankTo - blankFrom) / 2;
    boolean none = from >= blankFrom || before.correlation(after) >= SAME;
    before = after;
    beforeMicros = micros;
    after = null;
    blankFrom = VideoFile.NO_TIME;
    return none ? VideoFile.NO_TIME : middle;
  }
}
