package org.showtell.encoder.preset;

import java.net.URI;
import java.util.Objects;

/**
 * A published file of weights.
 *
 * @param digest of its content, for example {@code md5:...}
 * @param bytes its size; 0 where the publisher does not state it
 * @param licence its terms
 */
public record WeightSource(URI url, String digest, long bytes, String licence) {
  public WeightSource {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(licence, "licence");
    if (!digest.matches("(md5:[0-9a-f]{32}|sha256:[0-9a-f]{64})")) {
      throw new IllegalArgumentException(
          "a digest must be md5: or sha256: and lower-case hexadecimal digits, but got " + digest);
    }
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must be at least 0, but got " + bytes);
    }
    if (url.getPath() == null || url.getPath().endsWith("/") || url.getPath().isEmpty()) {
      throw new IllegalArgumentException(
          "a weight file's address must name a file, but got " + url);
    }
  }

  /** The last part of the address's path. */
  public String fileName() {
    String path = url.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
