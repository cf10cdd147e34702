package org.showtell.app.input;

import java.io.IOException;
import java.io.InputStream;

/** Where a photo's bytes come from: a file, an entry of a zip, an upload. */
@FunctionalInterface
public interface PhotoContent {
  /** Larger files are not photos: a bound on what one file can make the program read. */
  int MAX_BYTES = 256 << 20;

  /**
   * Opens the bytes, which the caller closes. Safe to call from several threads.
   *
   * @throws IOException if they cannot be read
   */
  InputStream open() throws IOException;

  /**
   * Reads all bytes.
   *
   * @throws IOException if they cannot be read or are more than {@link #MAX_BYTES}
   */
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
