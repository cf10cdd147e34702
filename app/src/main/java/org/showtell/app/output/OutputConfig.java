package org.showtell.app.output;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the user wants results, and how.
 *
 * @param format of the results
 * @param output a file, or for {@link CaptionFormat#isPerPhoto} formats a folder; empty for stdout
 *     or beside the photos
 * @param policy for results that are there already
 * @param retryFailed when a file is continued: whether photos that failed are tried again
 * @param numCaptions captions for each photo, at least 1
 */
public record OutputConfig(
    CaptionFormat format,
    Optional<Path> output,
    ExistingPolicy policy,
    boolean retryFailed,
    int numCaptions) {
  /** Checks that everything is there. */
  public OutputConfig {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(policy, "policy");
    if (numCaptions < 1) {
      throw new IllegalArgumentException(
          "a photo has at least 1 caption, but numCaptions is " + numCaptions);
    }
  }
}
