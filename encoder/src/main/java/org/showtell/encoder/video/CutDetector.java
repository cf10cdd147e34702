package org.showtell.encoder.video;

/**
 * Finds the cuts in a row of frames. A cut is a jump of the histogram that is large, larger by far
 * than the jumps before it in the same shot (a restless camera jumps all the time), and that lasts:
 * after a flash of light the picture is as it was. Cuts are at least {@link #MIN_SHOT_MICROS}
 * apart.
 */
final class CutDetector {
  /** No shot is shorter. */
  static final long MIN_SHOT_MICROS = 1_000_000;

  /** Smaller jumps are none. */
  private static final double FLOOR = 0.22;

  /** So many times larger than usual a jump must be. */
  private static final double RATIO = 4;

  /** How much the latest jump counts for what is usual. */
  private static final double MEMORY = 0.1;

  private static final double USUAL_AT_FIRST = 0.02;
  private static final long LASTING_MICROS = 150_000;

  private ColourHistogram last;
  private ColourHistogram beforeJump;
  private long jumpMicros;
  private long shotMicros;
  private double usual = USUAL_AT_FIRST;

  /**
   * Looks at the next frame.
   *
   * @return where the shot begins that it belongs to, which may be some frames ago
   */
  long shotAt(ColourHistogram frame, long micros) {
    if (last != null) {
      look(frame, micros);
    }
    last = frame;
    return shotMicros;
  }

  /** Where the last shot begins, now that no frame follows. */
  long lastShot() {
    if (beforeJump != null && last.distance(beforeJump) >= FLOOR) {
      cut();
    }
    return shotMicros;
  }

  private void look(ColourHistogram frame, long micros) {
    if (beforeJump != null && micros - jumpMicros >= LASTING_MICROS) {
      if (frame.distance(beforeJump) >= FLOOR) {
        cut();
      }
      beforeJump = null;
    }
    double jump = frame.distance(last);
    boolean large = jump >= Math.max(FLOOR, RATIO * usual);
    if (large && beforeJump == null && micros - shotMicros >= MIN_SHOT_MICROS) {
      beforeJump = last;
      jumpMicros = micros;
    } else if (!large) {
      usual += MEMORY * (jump - usual);
    }
  }

  private void cut() {
    shotMicros = jumpMicros;
    beforeJump = null;
    usual = USUAL_AT_FIRST;
  }
}
