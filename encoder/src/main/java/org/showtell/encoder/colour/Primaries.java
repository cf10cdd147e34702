package org.showtell.encoder.colour;

import java.util.Optional;

/**
 * The chromaticities (CIE 1931 x and y) of red, green, blue and white.
 *
 * @param xy [8]: red x, red y, green, blue, white
 */
public record Primaries(double... xy) {
  /** BT.709 and sRGB. */
  public static final Primaries BT709 =
      new Primaries(0.640, 0.330, 0.300, 0.600, 0.150, 0.060, 0.3127, 0.3290);

  static final Primaries ADOBE_RGB =
      new Primaries(0.640, 0.330, 0.210, 0.710, 0.150, 0.060, 0.3127, 0.3290);

  private static final Primaries BT2020 =
      new Primaries(0.708, 0.292, 0.170, 0.797, 0.131, 0.046, 0.3127, 0.3290);
  private static final Primaries DCI_P3 =
      new Primaries(0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.314, 0.351);
  private static final Primaries DISPLAY_P3 =
      new Primaries(0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.3127, 0.3290);
  private static final double NEAR = 0.002;

  /** Bradford's cone responses, for whites other than D65 (ISO 15076-1, annex E). */
  private static final double[][] BRADFORD = {
    {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
  };

  /** Fails unless they span a triangle around a white. */
  public Primaries {
    if (xy.length != 8) {
      throw new IllegalArgumentException("xy must be 8 numbers, but got " + xy.length);
    }
    double doubleArea = (xy[2] - xy[0]) * (xy[5] - xy[1]) - (xy[4] - xy[0]) * (xy[3] - xy[1]);
    if (!(Math.abs(doubleArea) > 0.01) || !(xy[7] > 0.01) || !(xy[6] > 0.01)) {
      throw new IllegalArgumentException("the primaries must span a triangle, but do not");
    }
    xy = xy.clone();
  }

  /**
   * Wide primaries by their code point (ITU-T H.273, table 2). Empty for BT.709 and unknown ones,
   * and for those of BT.601, which players show alike.
   */
  static Optional<Primaries> ofCode(int code) {
    return switch (code) {
      case 9 -> Optional.of(BT2020);
      case 11 -> Optional.of(DCI_P3);
      case 12 -> Optional.of(DISPLAY_P3);
      default -> Optional.empty();
    };
  }

  boolean isNearBt709() {
    for (int i = 0; i < xy.length; i++) {
      if (Math.abs(xy[i] - BT709.xy[i]) > NEAR) {
        return false;
      }
    }
    return true;
  }

  /** The matrix from light in these primaries to light in BT.709's; white stays white. */
  double[][] toBt709() {
    double[][] adapted = product(adaptation(white(), BT709.white()), toXyz());
    return product(inverse(BT709.toXyz()), adapted);
  }

  /** SMPTE RP 177: columns are the primaries' XYZ, scaled so that they sum to white. */
  private double[][] toXyz() {
    double[][] columns = new double[3][3];
    for (int p = 0; p < 3; p++) {
      double x = xy[2 * p];
      double y = xy[2 * p + 1];
      columns[0][p] = x;
      columns[1][p] = y;
      columns[2][p] = 1 - x - y;
    }
    double[] scale = product(inverse(columns), white());
    for (double[] row : columns) {
      for (int p = 0; p < 3; p++) {
        row[p] *= scale[p];
      }
    }
    return columns;
  }

  private double[] white() {
    return new double[] {xy[6] / xy[7], 1, (1 - xy[6] - xy[7]) / xy[7]};
  }

  private static double[][] adaptation(double[] from, double[] to) {
    double[] cones = product(BRADFORD, from);
    double[] wanted = product(BRADFORD, to);
    double[][] scaled = new double[3][];
    for (int i = 0; i < 3; i++) {
      scaled[i] = BRADFORD[i].clone();
      for (int j = 0; j < 3; j++) {
        scaled[i][j] *= wanted[i] / cones[i];
      }
    }
    return product(inverse(BRADFORD), scaled);
  }

  private static double[] product(double[][] a, double[] v) {
    double[] sums = new double[3];
    for (int i = 0; i < 3; i++) {
      sums[i] = a[i][0] * v[0] + a[i][1] * v[1] + a[i][2] * v[2];
    }
    return sums;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        c[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
      }
    }
    return c;
  }

  /** By cofactors. */
  private static double[][] inverse(double[][] m) {
    double[][] inverse = new double[3][3];
    double determinant = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int r = (j + 1) % 3;
        int s = (j + 2) % 3;
        int c = (i + 1) % 3;
        int d = (i + 2) % 3;
        inverse[i][j] = m[r][c] * m[s][d] - m[r][d] * m[s][c];
      }
    }
    for (int i = 0; i < 3; i++) {
      determinant += m[0][i] * inverse[i][0];
    }
    for (double[] row : inverse) {
      for (int j = 0; j < 3; j++) {
        row[j] /= determinant;
      }
    }
    return inverse;
  }
}
