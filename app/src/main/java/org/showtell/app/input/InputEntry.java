package org.showtell.app.input;

import java.util.Objects;

/** One thing that a walk over the user's files comes upon. */
public sealed interface InputEntry
    permits PhotoInput, InputEntry.FailedInput, InputEntry.IgnoredInput {
  /** As the user named it, or as it was found below what the user named. */
  String path();

  /**
   * Something that should have been captioned and cannot be: a missing file, a folder without
   * permission. It becomes a failed record and does not stop the rest.
   *
   * @param error why, without the path in front, with what to do where there is something
   */
  record FailedInput(String path, String error) implements InputEntry {
    public FailedInput {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(error, "error");
    }
  }

  /**
   * Something that is left out on purpose: a hidden file, a text beside an image, an image that
   * already has its caption. It becomes no record; a dry run lists it.
   *
   * @param reason why it is left out
   * @param kind who should hear of it
   */
  record IgnoredInput(String path, String reason, Kind kind) implements InputEntry {
    /** Who should hear of a thing that was left out. */
    public enum Kind {
      /** Not an image, or hidden: shown by a dry run and in verbose output only. */
      NOT_A_PHOTO,
      /** An image that has its caption from an earlier run: counted. */
      ALREADY_DONE,
      /** An image that failed in the earlier run that this one continues: counted as failed. */
      FAILED_EARLIER,
      /** Something the user should be told, such as a folder without images: shown as a note. */
      NOTE
    }

    public IgnoredInput {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(kind, "kind");
    }
  }
}
