package org.showtell.encoder.colour;

/** Transparent pixels over white: what viewers show, and what was trained on. */
public final class Transparency {
  private static final int OPAQUE = 255;

  private Transparency() {}

  /**
   * Takes colours and transparency apart.
   *
   * @param pixels [N,4]: blue, green, red, alpha
   * @param multiplied whether the colours are multiplied by alpha
   * @param rgb [N,3], the result
   * @param alpha [N], the result
   */
  public static void split(byte[] pixels, boolean multiplied, byte[] rgb, byte[] alpha) {
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = pixels[4 * i + 3];
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = pixels[4 * i + 2 - c];
      }
    }
    if (multiplied) {
      divide(rgb, alpha);
    }
  }

  /** Undoes a multiplication by alpha, in place. */
  public static void divide(byte[] rgb, byte[] alpha) {
    for (int i = 0; i < rgb.length; i++) {
      int part = alpha[i / 3] & 0xff;
      if (part != OPAQUE && part != 0) {
        rgb[i] = (byte) Math.min(OPAQUE, ((rgb[i] & 0xff) * OPAQUE + part / 2) / part);
      }
    }
  }

  /**
   * Colours over white, in place: colour * alpha + white * (1 - alpha).
   *
   * @param rgb [N,3]
   * @param alpha [N], 0 for transparent and 255 for opaque
   */
  public static void paintOnWhite(byte[] rgb, byte[] alpha) {
    for (int i = 0; i < rgb.length; i++) {
      int part = alpha[i / 3] & 0xff;
      if (part != OPAQUE) {
        rgb[i] = (byte) (((rgb[i] & 0xff) * part + OPAQUE / 2) / OPAQUE + OPAQUE - part);
      }
    }
  }

  /**
   * Colours over opaque ones.
   *
   * @param under [M,3], changed from number {@code from} on
   * @param rgb [N,3]
   * @param alpha [N], 0 for transparent and 255 for opaque
   */
  public static void paintOn(byte[] under, int from, byte[] rgb, byte[] alpha) {
    for (int i = 0; i < rgb.length; i++) {
      int part = alpha[i / 3] & 0xff;
      int light = (rgb[i] & 0xff) * part + (under[from + i] & 0xff) * (OPAQUE - part);
      under[from + i] = (byte) ((light + OPAQUE / 2) / OPAQUE);
    }
  }
}
