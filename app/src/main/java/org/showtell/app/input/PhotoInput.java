package org.showtell.app.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.showtell.dataset.PathName;

/**
 * An image to caption.
 *
 * @param path as the user named it, or as it was found below what the user named; records show it
 * @param file where it lies; empty where it is no file of its own, as in a zip
 * @param relative its place below the folder or zip that the user named, for results that mirror
 *     it; the file name alone where the user named the file
 * @param content its bytes
 */
public record PhotoInput(String path, Optional<Path> file, Path relative, Content content)
    implements InputEntry {
  /** Where an image's bytes come from: a file, an entry of a zip, an upload. */
  @FunctionalInterface
  public interface Content {
    /** Larger files are not images: a bound on what one file can make the program read. */
    int MAX_BYTES = 256 << 20;

    /** Opens the bytes, which the caller closes. Safe to call from several threads. */
    InputStream open() throws IOException;

    /** Reads all bytes. */
    default byte[] read() throws IOException {
      try (InputStream in = open()) {
        byte[] bytes = in.readNBytes(MAX_BYTES);
        if (bytes.length == MAX_BYTES && in.read() >= 0) {
          throw new IOException(
              "larger than the " + (MAX_BYTES >> 20) + " MiB that a photo may have");
        }
        return bytes;
      }
    }
  }

  public PhotoInput {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(relative, "relative");
    Objects.requireNonNull(content, "content");
  }

  /** An image that is a file of its own. */
  public static PhotoInput ofFile(Path file, Path relative) {
    return new PhotoInput(PathName.of(file), Optional.of(file), relative, () -> openFound(file));
  }

  /** Opens a file that was there when it was found. */
  private static InputStream openFound(Path file) throws IOException {
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(e.getFile(), null, FailureReason.GONE);
    }
  }
}
