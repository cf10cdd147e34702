package org.showtell.encoder.image;

import java.util.Optional;
import org.showtell.encoder.colour.ColourProfile;

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
  Still decode(byte[] content, long maxPixels, StillItems items) throws MediaReadException;

  /**
   * Checks what FFmpeg does not, before it opens a file for another purpose.
   *
   * @throws MediaReadException if the file's grids would keep it busy for ever
   */
  static void requireTiles(byte[] content) throws MediaReadException {
    HeifHeader.requireTiles(content);
  }

  /**
   * What a decoder must know of the file's items.
   *
   * @param alphaItem the item that holds the transparency; 0 if there is none
   * @param multiplied whether the colours are multiplied by alpha
   * @param colours what the numbers mean; the decoder converts by code points, others are left to
   *     the caller
   */
  record StillItems(long alphaItem, boolean multiplied, ColourProfile colours) {
    static final StillItems PLAIN = new StillItems(0, false, ColourProfile.SRGB);
  }

  /**
   * A decoded image.
   *
   * @param image the colours, not on white
   * @param alpha [height*width], 0 for transparent; empty where all is opaque
   */
  record Still(RgbImage image, Optional<byte[]> alpha) {}
}
