package org.showtell.encoder.colour;

/** Turns pixels into sRGB. Immutable and safe for use by several threads. */
@FunctionalInterface
public interface ColourConversion {
  /** For pixels that are sRGB already. */
  ColourConversion NONE = rgb -> {};

  /**
   * Converts in place.
   *
   * @param rgb [N,3], 8 bits for each of red, green and blue; grey is three equal numbers
   */
  void apply(byte[] rgb);
}
