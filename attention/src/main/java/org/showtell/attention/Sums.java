package org.showtell.attention;

/** Sums that the compiler can turn into vector instructions. */
final class Sums {
  private static final int SHORT = 16;

  private Sums() {}

  /**
   * The sum of the first {@code length} elements, which are overwritten. Halves are added onto each
   * other: a running sum would be one chain of additions, eight times slower and less exact.
   */
  static float of(float[] x, int length) {
    int left = length;
    while (left > SHORT) {
      int half = left / 2;
      int kept = left - half;
      for (int i = 0; i < half; i++) {
        x[i] += x[kept + i];
      }
      left = kept;
    }
    float sum = 0;
    for (int i = 0; i < left; i++) {
      sum += x[i];
    }
    return sum;
  }
}
