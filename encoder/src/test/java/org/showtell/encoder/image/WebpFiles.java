package org.showtell.encoder.image;

import static org.showtell.encoder.image.MadeFiles.quadrants;

import java.util.Arrays;

/** Animations for tests of other packages. */
public final class WebpFiles {
  private static final int BLENDED = 0;
  private static final int CLEARED = 1;

  private WebpFiles() {}

  /**
   * Three frames that need those before them: a red square at the top left for 500 ms; all of it
   * half black for 300 ms, cleared afterwards; a black square from (32, 16) on for 5 ms, which
   * players make 100.
   */
  public static byte[] animation(int width, int height) {
    int[] red = {220, 40, 40};
    int[] black = {0, 0, 0};
    byte[] half = new byte[width * height];
    Arrays.fill(half, (byte) 128);
    return MadeFiles.webp(
        width,
        height,
        0x12,
        MadeFiles.webpChunk("ANIM", new byte[6]),
        MadeFiles.webpFrame(0, 0, 500, BLENDED, quadrants(16, 16, red, red, red, red), null),
        MadeFiles.webpFrame(
            0, 0, 300, CLEARED, quadrants(width, height, black, black, black, black), half),
        MadeFiles.webpFrame(
            32, 16, 5, BLENDED, quadrants(16, 16, black, black, black, black), null));
  }
}
