package org.showtell.encoder.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which coefficients of a JPEG its scans have brought (ITU T.81, annex G.1): a progressive image
 * comes coefficient by coefficient and bit by bit, others may come component by component.
 */
final class JpegScans {
  private static final int COEFFICIENTS = 64;
  private static final int NOTHING = 16;

  private final boolean progressive;
  private final int[] components;
  private final int[][] missingBits;

  /**
   * @param components the identifiers in the frame's header
   */
  JpegScans(boolean progressive, int[] components) {
    this.progressive = progressive;
    this.components = components.clone();
    missingBits = new int[components.length][COEFFICIENTS];
    for (int[] bits : missingBits) {
      Arrays.fill(bits, NOTHING);
    }
  }

  /** A scan's header, from its number of components on. */
  void add(ByteBuffer header) {
    int count = Byte.toUnsignedInt(header.get(0));
    int from = progressive ? header.get(1 + 2 * count) : 0;
    int to = progressive ? header.get(2 + 2 * count) : COEFFICIENTS - 1;
    int bits = progressive ? header.get(3 + 2 * count) & 0xf : 0;
    for (int s = 0; s < count; s++) {
      int id = Byte.toUnsignedInt(header.get(1 + 2 * s));
      for (int c = 0; c < components.length; c++) {
        if (components[c] == id && from >= 0 && from <= to && to < COEFFICIENTS) {
          Arrays.fill(missingBits[c], from, to + 1, bits);
        }
      }
    }
  }

  /** Whether nothing is missing but perhaps the end of the last scan. */
  boolean areAllThere() {
    return Arrays.stream(missingBits).allMatch(bits -> Arrays.stream(bits).allMatch(b -> b == 0));
  }
}
