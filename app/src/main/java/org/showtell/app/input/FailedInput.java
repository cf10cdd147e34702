package org.showtell.app.input;

import java.util.Objects;

/**
 * Something that should have been captioned and cannot be: a missing file, a folder without
 * permission. It becomes a failed record and does not stop the rest.
 *
 * @param path as the user named it
 * @param error why, without the path in front, with what to do where there is something
 */
public record FailedInput(String path, String error) implements InputEntry {
  /** Checks that both are there. */
  public FailedInput {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(error, "error");
  }
}
