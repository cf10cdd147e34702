package org.showtell.app.video;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a video went.
 *
 * @param path as the user named it
 * @param end where it ends, as far as it could be read
 * @param cues how many there were
 * @param doubtful how many more there would be, the summary among them, had they not scored too low
 * @param skippedFrames frames that could not be decoded or captioned
 * @param error why it has no cues, or which part of it is missing and why; empty where nothing is
 */
public record VideoOutcome(
    String path,
    Duration end,
    long cues,
    long doubtful,
    long skippedFrames,
    Optional<String> error) {
  public VideoOutcome {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(error, "error");
  }

  private static final String STOPPED = "stopped at ";

  /** The error of a video that was read no further. */
  static String stopped(Duration reached) {
    BigDecimal seconds = BigDecimal.valueOf(reached.toMillis(), 3).stripTrailingZeros();
    return STOPPED + seconds.toPlainString() + " s";
  }

  /** Whether it was read no further because the run was asked to end. */
  public boolean isStopped() {
    return error.filter(reason -> reason.startsWith(STOPPED)).isPresent();
  }

  /** Whether something of it is missing. */
  public boolean isFailed() {
    return error.isPresent();
  }
}
