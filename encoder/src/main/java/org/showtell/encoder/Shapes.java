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
            "%s: every dimension must be at least 1, but the shape is %s"
                .formatted(what, Arrays.toString(shape)));
      }
      product = Math.multiplyExact(product, (long) dimension);
      if (product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "%s: the shape %s does not fit one array; use a smaller batch"
                .formatted(what, Arrays.toString(shape)));
      }
    }
    if (product != length) {
      throw new IllegalArgumentException(
          "%s: the shape %s needs %s values, but the array holds %s"
              .formatted(what, Arrays.toString(shape), product, length));
    }
  }
}
