package org.showtell.app.output.video;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the user wants results of videos, and how.
 *
 * @param format of the results
 * @param output a file, or for {@link VideoFormat#isPerVideo} formats a file or a folder; empty for
 *     stdout
 * @param overwrite whether what exists may be replaced
 * @param keywords whether each cue's keywords are shown; subtitles have no place for them
 */
public record VideoOutputConfig(
    VideoFormat format, Optional<Path> output, boolean overwrite, boolean keywords) {
  public VideoOutputConfig {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(output, "output");
  }
}
