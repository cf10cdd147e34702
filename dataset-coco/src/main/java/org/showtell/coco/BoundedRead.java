package org.showtell.coco;

import java.io.IOException;
import java.io.InputStream;

/** Reads a whole image file, but no more than {@link ImageSource#MAX_IMAGE_BYTES}. */
final class BoundedRead {
  private BoundedRead() {}

  static byte[] all(InputStream in, String where) throws IOException {
    // The size that an archive states may be false, so the bytes themselves are counted.
    byte[] bytes = in.readNBytes((int) ImageSource.MAX_IMAGE_BYTES + 1);
    if (bytes.length > ImageSource.MAX_IMAGE_BYTES) {
      throw new IOException(
          where
              + ": larger than "
              + ImageSource.MAX_IMAGE_BYTES
              + " bytes, the bound for an image");
    }
    return bytes;
  }
}
