package org.showtell.attention.kernel;

/**
 * RowReductions over rows, each row an array of its own. Written for HotSpot's compiler: loops over
 * {@code x[at + i]} with an offset that varies are not turned into vector instructions and take six
 * times as long.
 */
final class RowReductions {
  private static final int CHAINS = 8;

  private RowReductions() {}

  /**
   * The scalar product. Products first, then eight running sums: one would be a chain of additions
   * that wait for each other, slower and less exact.
   *
   * @param scratch of the same length, may be one of them; overwritten
   */
  static float dot(float[] x, float[] y, float[] scratch) {
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] = x[i] * y[i];
    }
    return sum(scratch);
  }

  /** The sum of all numbers, in eight running sums. */
  static float sum(float[] x) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int whole = x.length - x.length % CHAINS;
    for (int i = 0; i < whole; i += CHAINS) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
      e += x[i + 4];
      f += x[i + 5];
      g += x[i + 6];
      h += x[i + 7];
    }
    float sum = a + b + (c + d) + (e + f + (g + h));
    for (int i = whole; i < x.length; i++) {
      sum += x[i];
    }
    return sum;
  }

  /** {@code target += factor * source}. */
  static void add(float factor, float[] source, float[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * source[i];
    }
  }

  /**
   * {@code target += sum_i factors[i] rows[i]}, four rows at a time: the target is read and written
   * a quarter as often.
   *
   * @param factors one each, {@code factorStep} apart from {@code factor} on
   * @param rows {@code rowStep} apart from {@code row} on
   */
  static void addWeighted(
      int count,
      float[] factors,
      int factor,
      int factorStep,
      float[][] rows,
      int row,
      int rowStep,
      float[] target) {
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      int f = factor + i * factorStep;
      int r = row + i * rowStep;
      addFour(
          factors[f],
          rows[r],
          factors[f + factorStep],
          rows[r + rowStep],
          factors[f + 2 * factorStep],
          rows[r + 2 * rowStep],
          factors[f + 3 * factorStep],
          rows[r + 3 * rowStep],
          target);
    }
    for (; i < count; i++) {
      add(factors[factor + i * factorStep], rows[row + i * rowStep], target);
    }
  }

  private static void addFour(
      float a,
      float[] first,
      float b,
      float[] second,
      float c,
      float[] third,
      float d,
      float[] fourth,
      float[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += a * first[i] + b * second[i] + (c * third[i] + d * fourth[i]);
    }
  }
}
