package org.showtell.encoder.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * What a file's content must hash to. MD5 is here because some publishers state nothing else: it
 * still detects damage.
 *
 * @param algorithm {@code md5} or {@code sha256}
 * @param hex lower-case hexadecimal
 */
public record Checksum(String algorithm, String hex) {
  private static final int CHUNK = 1 << 18;
  private static final Map<String, String> JAVA_NAMES = Map.of("md5", "MD5", "sha256", "SHA-256");
  private static final Map<String, Integer> HEX_DIGITS = Map.of("md5", 32, "sha256", 64);

  /** Fails if the algorithm is another or the hash has another length. */
  public Checksum {
    Integer digits = HEX_DIGITS.get(algorithm);
    if (digits == null || !hex.matches("[0-9a-f]{" + digits + "}")) {
      throw new IllegalArgumentException(
          String.format(
              "a checksum must be md5: and 32 or sha256: and 64 lower-case hexadecimal digits, but "
                  + "got %s:%s",
              algorithm, hex));
    }
  }

  /**
   * Reads {@code md5:...} or {@code sha256:...}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Checksum parse(String text) {
    int colon = text.indexOf(':');
    return new Checksum(text.substring(0, Math.max(0, colon)), text.substring(colon + 1));
  }

  /**
   * The checksum of a file by the same algorithm.
   *
   * @param progress receives how many bytes were read so far
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public Checksum ofFile(Path file, LongConsumer progress)
      throws IOException, InterruptedException {
    MessageDigest digest = digest(algorithm);
    long read = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while " + file + " was checked");
        }
        digest.update(chunk, 0, n);
        read += n;
        progress.accept(read);
      }
    }
    return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  /** The shell command that computes it, for messages. */
  public String command(Path file) {
    return algorithm + "sum " + file;
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(JAVA_NAMES.get(algorithm));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
