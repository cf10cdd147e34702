package org.showtell.encoder.colour;

/** Turns four inks into sRGB. Safe for use by several threads. */
@FunctionalInterface
public interface InkConversion {
  /**
   * Converts pixels.
   *
   * @param inks [N,4], cyan, magenta, yellow, black; 0 for none and 255 for full
   * @return [N,3]
   */
  byte[] toRgb(byte[] inks);
}
