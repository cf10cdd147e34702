package org.showtell.encoder.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of content, in lower-case hexadecimal: it identifies files and features. */
public final class ContentHash {
  private static final int CHUNK = 1 << 16;

  private ContentHash() {}

  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  /** Reads the file in pieces. */
  public static String sha256(Path file) throws IOException {
    Running hash = running();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        hash.update(ByteBuffer.wrap(chunk, 0, n));
      }
    }
    return hash.hex();
  }

  /** A hash that is computed incrementally. */
  public static Running running() {
    return new Running(digest());
  }

  /** An incremental SHA-256; for one thread. */
  public static final class Running {
    private final MessageDigest digest;

    private Running(MessageDigest digest) {
      this.digest = digest;
    }

    public void update(ByteBuffer bytes) {
      digest.update(bytes);
    }

    /** The hash of everything added, in hexadecimal; then it starts over. */
    public String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one has not", e);
    }
  }
}
