package org.showtell.encoder.colour;

/** From a stored number, 0 to 1, to light; 1 is the white of a page or a face in full light. */
interface TransferFunction {
  int PQ = 16;
  int HLG = 18;

  /** Light of a stored number; above 1 where the format has highlights. */
  double light(double stored);

  /**
   * By its code point (ITU-T H.273, table 3). BT.709, BT.601, BT.2020 and unknown ones are taken
   * for sRGB's, as displays show them.
   */
  static TransferFunction ofCode(int code) {
    return switch (code) {
      case 4 -> ofGamma(2.2);
      case 5 -> ofGamma(2.8);
      case 8 -> stored -> stored;
      case 9 -> stored -> stored == 0 ? 0 : Math.pow(10, 2 * (stored - 1));
      case 10 -> stored -> stored == 0 ? 0 : Math.pow(10, 2.5 * (stored - 1));
      case PQ -> TransferFunction::pq;
      case HLG -> TransferFunction::hlg;
      default -> TransferFunction::srgb;
    };
  }

  /** Whether it is one of the two of high dynamic range. */
  static boolean isHdr(int code) {
    return code == PQ || code == HLG;
  }

  /** Whether it is sRGB's, or one that displays show with nearly the same gamma. */
  static boolean isLikeSrgb(int code) {
    return !isHdr(code) && (code < 5 || code == 6 || code == 7 || code > 10);
  }

  static TransferFunction ofGamma(double gamma) {
    return stored -> Math.pow(stored, gamma);
  }

  /** IEC 61966-2-1. */
  static double srgb(double stored) {
    return stored <= 0.04045 ? stored / 12.92 : Math.pow((stored + 0.055) / 1.055, 2.4);
  }

  /**
   * BT.2100, table 4: the reference PQ EOTF, in units of the graphics white of 203 cd/m2 (BT.2408,
   * table 1).
   */
  private static double pq(double stored) {
    double p = Math.pow(stored, 4096.0 / 2523 / 128);
    double ratio = Math.max(p - 3424.0 / 4096, 0) / (2413.0 / 128 - 2392.0 / 128 * p);
    return 10_000 * Math.pow(ratio, 16384.0 / 2610) / 203;
  }

  /**
   * BT.2100, table 5: HLG's inverse OETF, in units of the graphics white at 75 % (BT.2408, table
   * 1). The light is the scene's: the display's own gamma, 1.2 for HLG at 1000 cd/m2, is about what
   * an SDR display adds to its scene, so that neither is applied (BT.2390, section 7).
   */
  private static double hlg(double stored) {
    return hlgScene(stored) / hlgScene(0.75);
  }

  private static double hlgScene(double stored) {
    double a = 0.17883277;
    double b = 1 - 4 * a;
    double c = 0.5 - a * Math.log(4 * a);
    return stored <= 0.5 ? stored * stored / 3 : (Math.exp((stored - c) / a) + b) / 12;
  }
}
