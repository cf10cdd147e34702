package org.showtell.encoder.image;

/**
 * Decodes the formats that are video frames in a picture's clothes, HEIC and AVIF. The
 * implementation is found through {@link java.util.ServiceLoader}, so that this package does not
 * depend on the one that knows FFmpeg.
 */
public interface StillDecoder {
  /**
   * Decodes the primary picture as it is stored, without any turn.
   *
   * @param maxPixels the most pixels it may have
   * @throws MediaReadException if it cannot; the reason only, such as {@code no decoder for av1}
   */
  RgbImage decode(byte[] content, long maxPixels) throws MediaReadException;
}
