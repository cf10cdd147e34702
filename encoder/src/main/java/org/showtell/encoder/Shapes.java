package org.showtell.encoder;

import java.util.Arrays;

/**
 * The one check of an array's length against its shape, so that every record says the same when it
 * fails.
 */
final class Shapes {
  private Shapes() {}

  /**
   * @throws IllegalArgumentException if a dimension is below 1, the product is beyond an array's
   *     length, or {@code length} differs from it
   */
  static void requireLength(String what, int length, int... shape) {
    long product = 1;
    for (int dimension : shape) {
      if (dimension < 1) {
        throw new IllegalArgumentException(
            what
                + ": every dimension must be at least 1, but the shape is "
                + Arrays.toString(shape));
      }
      product = Math.multiplyExact(product, (long) dimension);
      if (product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            what
                + ": the shape "
                + Arrays.toString(shape)
                + " does not fit one array; use a smaller batch");
      }
    }
    if (product != length) {
      throw new IllegalArgumentException(
          what
              + ": the shape "
              + Arrays.toString(shape)
              + " needs "
              + product
              + " values, but the array holds "
              + length);
    }
  }
}
