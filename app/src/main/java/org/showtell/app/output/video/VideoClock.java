package org.showtell.app.output.video;

import java.time.Duration;
import java.util.Locale;

/** Times in a video as formats write them, all cut to the same millisecond. */
final class VideoClock {
  private static final double MILLIS_PER_SECOND = 1000;

  private VideoClock() {}

  /** {@code 00:01:02.345} with a sign before the milliseconds; hours as many as there are. */
  static String full(Duration time, char sign) {
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d%c%03d",
        time.toHours(),
        time.toMinutesPart(),
        time.toSecondsPart(),
        sign,
        time.toMillisPart());
  }

  /** {@code 1:02}, or {@code 1:00:02} from an hour on. */
  static String brief(Duration time) {
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutesPart(), time.toSecondsPart());
  }

  /** Seconds with up to three decimals. */
  static double seconds(Duration time) {
    return time.toMillis() / MILLIS_PER_SECOND;
  }
}
