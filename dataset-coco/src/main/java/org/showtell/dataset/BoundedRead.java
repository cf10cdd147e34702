package org.showtell.dataset;

import java.io.IOException;
import java.io.InputStream;

/** Reads a whole image file, but no more than a bound. */
final class BoundedRead {
  private BoundedRead() {}

  static byte[] all(InputStream in, String where, int maxBytes) throws IOException {
    // The size that an archive states may be false, so the bytes themselves are counted.
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw new IOException(where + ": larger than " + maxBytes + " bytes, the bound for an image");
    }
    return bytes;
  }
}
