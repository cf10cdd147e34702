package org.showtell.app.input;

import java.util.Objects;

/**
 * Something that is left out on purpose: a hidden file, a text beside a photo, a photo that already
 * has its caption. It becomes no record; a dry run lists it.
 *
 * @param path as it was found
 * @param reason why it is left out
 * @param kind who should hear of it
 */
public record IgnoredInput(String path, String reason, Kind kind) implements InputEntry {
  /** Who should hear of a thing that was left out. */
  public enum Kind {
    /** Not a photo, or hidden: shown by a dry run and with {@code -v} only. */
    NOT_A_PHOTO,
    /** A photo that has its caption from an earlier run: counted. */
    ALREADY_DONE,
    /** A photo that failed in the earlier run that this one continues: counted as failed. */
    FAILED_EARLIER,
    /** Something the user should be told, such as a folder without photos: shown as a note. */
    NOTE
  }

  /** Checks that everything is there. */
  public IgnoredInput {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(kind, "kind");
  }
}
