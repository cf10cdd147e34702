package org.showtell.cluster.job;

import java.io.IOException;
import java.io.InputStream;
import org.showtell.app.input.PhotoInput;
import org.showtell.encoder.weights.ContentHash;

/** An image's bytes, which remembers their hash once they were read. */
final class HashedContent implements PhotoInput.Content {
  private final PhotoInput.Content content;
  private volatile String sha256;

  HashedContent(PhotoInput.Content content) {
    this.content = content;
  }

  @Override
  public InputStream open() throws IOException {
    return content.open();
  }

  @Override
  public byte[] read() throws IOException {
    byte[] bytes = content.read();
    sha256 = ContentHash.sha256(bytes);
    return bytes;
  }

  /** SHA-256 in hexadecimal digits; null before {@link #read}. */
  String sha256() {
    return sha256;
  }
}
