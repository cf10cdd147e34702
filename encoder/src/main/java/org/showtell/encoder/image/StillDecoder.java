package org.showtell.encoder.image;

/**
 * Decodes HEIC and AVIF, stills that are coded as video frames. The implementation is found through
 * {@link java.util.ServiceLoader}, so that this package does not depend on FFmpeg's.
 */
public interface StillDecoder {
  /**
   * Decodes the primary image as it is stored, without any turn.
   *
   * @throws MediaReadException if it cannot; the reason only, such as {@code no decoder for av1}
   */
  RgbImage decode(byte[] content, long maxPixels) throws MediaReadException;
}
