package org.showtell.app.video;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a video before its first cue.
 *
 * @param path as the user named it
 * @param duration as its file says; empty where it does not, or cannot be read
 */
public record VideoFacts(String path, Optional<Duration> duration) {
  /** Checks that both are there. */
  public VideoFacts {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(duration, "duration");
  }
}
