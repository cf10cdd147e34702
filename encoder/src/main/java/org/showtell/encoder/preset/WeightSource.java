package org.showtell.encoder.preset;

import java.net.URI;
import java.util.Objects;

/**
 * A file that holds a preset's weights and where the public keeps it.
 *
 * @param url where it is fetched from
 * @param digest what its content must have, for example {@code md5:...}
 * @param bytes its size; 0 where the publisher does not state it
 * @param licence its terms
 */
public record WeightSource(URI url, String digest, long bytes, String licence) {
  /**
   * Checks the digest's form.
   *
   * @throws IllegalArgumentException if it is not an algorithm, a colon and hexadecimal digits
   */
  public WeightSource {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(licence, "licence");
    if (!digest.matches("(md5:[0-9a-f]{32}|sha256:[0-9a-f]{64})")) {
      throw new IllegalArgumentException(
          "a digest is md5: or sha256: and lower-case hexadecimal digits, but is " + digest);
    }
    if (bytes < 0) {
      throw new IllegalArgumentException("a size in bytes is not negative, but is " + bytes);
    }
  }
}
