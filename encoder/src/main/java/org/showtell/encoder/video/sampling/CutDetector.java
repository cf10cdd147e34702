package org.showtell.encoder.video.sampling;

/**
 * Finds the cuts in a row of frames. A cut is a jump of the histogram that is large, larger by far
 * than the jumps before it in the same shot (a restless camera jumps all the time), that lasts
 * (after a flash of light the picture is as it was), and that stands alone: in a fade the pictures
 * before and after change as fast. Cuts are at least {@link #MIN_SHOT_MICROS} apart.
 */
final class CutDetector {
  /** No shot is shorter. */
  static final long MIN_SHOT_MICROS = 1_000_000;

  /** Smaller jumps are none. */
  private static final double FLOOR = 0.22;

  /** So many times larger than usual a jump must be. */
  private static final double RATIO = 4;

  /** So many times larger than the step before it a jump must be. */
  private static final double ALONE = 2;

  /** What follows changes by less than so many times the jump, in the same time. */
  private static final double SETTLED = 0.7;

  /** How much the latest jump counts for what is usual. */
  private static final double MEMORY = 0.1;

  private static final double USUAL_AT_FIRST = 0.02;
  private static final long LASTING_MICROS = 150_000;

  /** Frames that are further apart than that do not show how a picture changes. */
  private static final long LONGEST_LOOK_MICROS = 500_000;

  private FrameSignature last;
  private FrameSignature beforeJump; // null while no jump is looked at
  private FrameSignature lasting; // some time after the jump, or null
  private long jumpMicros;
  private long shotMicros;
  private double usual = USUAL_AT_FIRST;
  private double lastStep;

  /**
   * Looks at the next frame.
   *
   * @return where the shot begins that it belongs to, which may be some frames ago
   */
  long shotAt(FrameSignature frame) {
    if (last != null) {
      decide(frame);
      look(frame);
    }
    last = frame;
    return shotMicros;
  }

  /** Where the last shot begins, now that no frame follows. */
  long lastShot() {
    if (beforeJump != null && last.shadesApart(beforeJump) >= FLOOR) {
      shotFrom(jumpMicros);
    }
    return shotMicros;
  }

  void shotFrom(long micros) {
    shotMicros = micros;
    usual = USUAL_AT_FIRST;
    forget();
  }

  private void forget() {
    beforeJump = null;
    lasting = null;
  }

  /** Whether the jump before was a cut, if that can be told by now. */
  private void decide(FrameSignature frame) {
    if (beforeJump == null) {
      return;
    }
    if (lasting == null && frame.micros() - jumpMicros >= LASTING_MICROS) {
      if (frame.shadesApart(beforeJump) < FLOOR) {
        forget();
        return;
      }
      lasting = frame;
      if (frame.micros() - beforeJump.micros() > LONGEST_LOOK_MICROS) {
        shotFrom(jumpMicros);
        return;
      }
    }
    if (lasting != null
        && frame.micros() - lasting.micros() >= lasting.micros() - beforeJump.micros()) {
      if (frame.placesApart(lasting) < SETTLED * lasting.placesApart(beforeJump)) {
        shotFrom(jumpMicros);
      }
      forget();
    }
  }

  private void look(FrameSignature frame) {
    double jump = frame.shadesApart(last);
    double step = frame.placesApart(last);
    boolean large = jump >= Math.max(FLOOR, RATIO * usual) && step >= ALONE * lastStep;
    if (large && beforeJump == null && frame.micros() - shotMicros >= MIN_SHOT_MICROS) {
      beforeJump = last;
      jumpMicros = frame.micros();
    } else if (!large) {
      usual += MEMORY * (jump - usual);
    }
    lastStep = step;
  }
}
