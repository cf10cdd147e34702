package org.showtell.encoder.video.sampling;

import org.showtell.encoder.image.RgbImage;
import org.showtell.encoder.video.VideoFile;

/**
 * Finds where shots begin: at a cut, a fade or a dissolve. Shots are at least {@link
 * CutDetector#MIN_SHOT_MICROS} long.
 */
final class ShotDetector {
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
