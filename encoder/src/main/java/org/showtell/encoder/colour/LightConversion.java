package org.showtell.encoder.colour;

import java.util.Optional;

/**
 * Stored numbers to light, light to BT.709's primaries, highlights into what a display has, light
 * to sRGB: tables and one matrix. Immutable and safe for use by several threads.
 */
public final class LightConversion implements ColourConversion {
  /** Fine enough that the darkest steps of sRGB's 8 bits are told apart. */
  private static final int LIGHT_STEPS = 1 << 14;

  private static final byte[] SRGB_OF_LIGHT = srgbOfLight();

  /** From this light on, the highlights of HDR are compressed. */
  private static final float KNEE = 0.85f;

  private static final double SRGB_GAMMA = 2.2;
  private static final double NEAR = 0.03;

  private final TransferFunction transfer;
  private final boolean hdr;
  private final float[] matrix = new float[9];
  private final float[] lightOfByte;
  private volatile float[] lightOfShort;

  private LightConversion(TransferFunction transfer, boolean hdr, Primaries primaries) {
    this.transfer = transfer;
    this.hdr = hdr;
    double[][] exact = primaries.toBt709();
    for (int i = 0; i < 9; i++) {
      matrix[i] = (float) exact[i / 3][i % 3];
    }
    this.lightOfByte = table(1 << 8);
  }

  /** By the code points of ITU-T H.273, tables 2 and 3; empty where nothing changes. */
  public static Optional<LightConversion> ofCodes(int primaries, int transfer) {
    Optional<Primaries> wide = Primaries.ofCode(primaries);
    if (wide.isEmpty() && TransferFunction.isLikeSrgb(transfer)) {
      return Optional.empty();
    }
    return Optional.of(
        new LightConversion(
            TransferFunction.ofCode(transfer),
            TransferFunction.isHdr(transfer),
            wide.orElse(Primaries.BT709)));
  }

  /** By a gamma and primaries; empty where they are nearly sRGB's. */
  static Optional<LightConversion> ofGamma(Primaries primaries, double gamma) {
    if (Math.abs(gamma - SRGB_GAMMA) < NEAR && primaries.isNearBt709()) {
      return Optional.empty();
    }
    return Optional.of(new LightConversion(TransferFunction.ofGamma(gamma), false, primaries));
  }

  @Override
  public void apply(byte[] rgb) {
    for (int i = 0; i < rgb.length; i += 3) {
      put(
          lightOfByte[rgb[i] & 0xff],
          lightOfByte[rgb[i + 1] & 0xff],
          lightOfByte[rgb[i + 2] & 0xff],
          rgb,
          i);
    }
  }

  /**
   * Converts numbers of 16 bits, for formats whose 8 bits are too few.
   *
   * @param rgb [N,3], unsigned
   * @return [N,3]
   */
  public byte[] toBytes(short[] rgb) {
    float[] light = lightOfShort;
    if (light == null) {
      light = table(1 << 16);
      lightOfShort = light;
    }
    byte[] converted = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i += 3) {
      float red = light[rgb[i] & 0xffff];
      float green = light[rgb[i + 1] & 0xffff];
      put(red, green, light[rgb[i + 2] & 0xffff], converted, i);
    }
    return converted;
  }

  private void put(float red, float green, float blue, byte[] target, int at) {
    float r = matrix[0] * red + matrix[1] * green + matrix[2] * blue;
    float g = matrix[3] * red + matrix[4] * green + matrix[5] * blue;
    float b = matrix[6] * red + matrix[7] * green + matrix[8] * blue;
    float most = Math.max(r, Math.max(g, b));
    // The three by one factor, so that a highlight keeps its hue.
    float scale = hdr && most > KNEE ? compressed(most) / most : 1;
    target[at] = srgb(r * scale);
    target[at + 1] = srgb(g * scale);
    target[at + 2] = srgb(b * scale);
  }

  /**
   * Below the knee as it is; what exceeds it by x / (1 + x) (Reinhard et al. 2002, equation 3),
   * which goes on with the same slope and stays below 1.
   */
  private static float compressed(float light) {
    float over = (light - KNEE) / (1 - KNEE);
    return KNEE + (1 - KNEE) * over / (1 + over);
  }

  private static byte srgb(float light) {
    float bounded = Math.max(0, Math.min(1, light));
    return SRGB_OF_LIGHT[(int) (bounded * LIGHT_STEPS + 0.5f)];
  }

  private float[] table(int length) {
    float[] light = new float[length];
    for (int i = 0; i < length; i++) {
      light[i] = (float) transfer.light(i / (length - 1.0));
    }
    return light;
  }

  private static byte[] srgbOfLight() {
    byte[] table = new byte[LIGHT_STEPS + 1];
    for (int i = 0; i < table.length; i++) {
      double light = (double) i / LIGHT_STEPS;
      double stored = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
      table[i] = (byte) Math.round(255 * stored);
    }
    return table;
  }
}
