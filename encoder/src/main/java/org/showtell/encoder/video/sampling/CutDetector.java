package org.showtell.encoder.video.sampling;

/**
 * Finds cuts in a row of frames. A cut is a jump of the histogram that is large, much larger than
 * the jumps before it in the same shot (a restless camera jumps all the time), that lasts (after a
 * flash the image is as before), and that is isolated: in a fade the frames before and after change
 * as fast. Cuts are at least {@link #MIN_SHOT_MICROS} apart.
 */
final class CutDetector {
  static final long MIN_SHOT_MICROS = 1_000_000;

  /** Smaller jumps do not count. */
  private static final double FLOOR = 0.22;

  /** How many times larger than usual a jump must be. */
  private static final double RATIO = 4;

  /** How many times larger than the step before it a jump must be. */
  private static final double ALONE = 2;

  /** What follows must change by less than this share of the jump, in the same time. */
  private static final double SETTLED = 0.7;

  /** Weight of the latest jump in the running average of jumps. */
  private static final double MEMORY = 0.1;

  private static final double USUAL_AT_FIRST = 0.02;
  private static final long LASTING_MICROS = 150_000;

  /** Frames further apart do not show how an image changes. */
  private static final long LONGEST_LOOK_MICROS = 500_000;

  private FrameSignature last;
  private FrameSignature beforeJump; // null while no jump is pending
  private FrameSignature lasting; // some time after the jump, or null
  private long jumpMicros;
  private long shotMicros;
  private double usual = USUAL_AT_FIRST;
  private double lastStep;

  /**
   * @return where the shot of the next frame begins, which may be some frames ago
   */
  long shotAt(FrameSignature frame) {
    if (last != null) {
      decide(frame);
      inspect(frame);
    }
    last = frame;
    return shotMicros;
  }

  /** Where the last shot begins, when no frame follows. */
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

  /** Decides, as soon as that is possible, whether the jump before was a cut. */
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

  private void inspect(FrameSignature frame) {
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
