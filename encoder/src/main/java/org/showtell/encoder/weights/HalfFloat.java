package org.showtell.encoder.weights;

import java.nio.ShortBuffer;

/**
 * IEEE 754 binary16 to float and back, rounding to nearest, ties to even. JDK 20 has it in {@code
 * Float}; this program runs on JDK 17.
 */
public final class HalfFloat {
  /** The largest finite half-precision number. */
  public static final float MAX = 65504f;

  private HalfFloat() {}

  /** Exact. NaN keeps its sign and the top of its payload. */
  public static float toFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int magnitude = bits & 0x7fff;
    if (magnitude >= 0x7c00) {
      return Float.intBitsToFloat(sign | 0x7f800000 | (magnitude & 0x3ff) << 13);
    }
    // In place, the exponent is 112 too small; the product is exact, for subnormals too.
    float value = Float.intBitsToFloat(magnitude << 13) * 0x1p112f;
    return Float.intBitsToFloat(sign | Float.floatToRawIntBits(value));
  }

  /** Reads a buffer from its position on, in its own byte order, until {@code target} is full. */
  public static void toFloats(ShortBuffer bits, float[] target) {
    short[] copy = new short[target.length];
    bits.get(copy);
    for (int i = 0; i < copy.length; i++) {
      target[i] = toFloat(copy[i]);
    }
  }

  /** The nearest 16 bits; numbers beyond {@link #MAX} by half a step or more become infinite. */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | 0x7e00 | ((magnitude >>> 13) & 0x3ff));
    }
    if (magnitude >= 0x477ff000) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude >= 0x38800000) {
      // Normal: drop 13 bits of the fraction; a carry runs into the exponent, as it should.
      int rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
      return (short) (sign | ((rounded - 0x38000000) >>> 13));
    }
    if (magnitude < 0x33000000) {
      return (short) sign;
    }
    // Subnormal: the unit is 2^-24.
    int exponent = magnitude >>> 23;
    int fraction = (magnitude & 0x7fffff) | 0x800000;
    int shift = 126 - exponent;
    int half = 1 << (shift - 1);
    int rounded = (fraction + half - 1 + ((fraction >>> shift) & 1)) >>> shift;
    return (short) (sign | rounded);
  }
}
