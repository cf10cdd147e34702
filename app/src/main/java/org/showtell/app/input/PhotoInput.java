package org.showtell.app.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A photo to caption.
 *
 * @param path as the user named it, or as it was found below what the user named; records show it
 * @param file where it lies; empty where it is no file of its own, as in a zip
 * @param relative its place below the folder or zip that the user named, for results that mirror
 *     it; the file name alone where the user named the file
 * @param content its bytes
 */
public record PhotoInput(String path, Optional<Path> file, Path relative, PhotoContent content)
    implements InputEntry {
  /** Checks that everything is there. */
  public PhotoInput {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(relative, "relative");
    Objects.requireNonNull(content, "content");
  }

  /**
   * A photo that is a file of its own.
   *
   * @param relative see {@link PhotoInput}
   */
  public static PhotoInput ofFile(Path file, Path relative) {
    return new PhotoInput(
        file.toString(), Optional.of(file), relative, () -> Files.newInputStream(file));
  }
}
