package org.showtell.encoder.weights.torch;

import java.util.List;

/**
 * A tensor as the pickle describes it, checked: every index lies within its storage.
 *
 * @param storage the numbers
 * @param offset of the first
 * @param shape at most 8 dimensions
 * @param strides by how many numbers each dimension moves
 */
record TensorView(Storage storage, long offset, List<Integer> shape, List<Long> strides) {
  private static final int MAX_RANK = 8;

  /**
   * Checks shape and strides against the storage.
   *
   * @throws IllegalArgumentException if they do not fit; the message is the reason
   */
  TensorView {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
    if (shape.size() != strides.size() || shape.size() > MAX_RANK || offset < 0) {
      throw new IllegalArgumentException(
          "a tensor has at most "
              + MAX_RANK
              + " dimensions, a stride for each and an offset from 0, but has shape "
              + shape
              + ", strides "
              + strides
              + ", offset "
              + offset);
    }
    long last = offset;
    long length = 1;
    try {
      for (int d = 0; d < shape.size(); d++) {
        if (shape.get(d) < 1 || strides.get(d) < 0) {
          throw new IllegalArgumentException(
              "sizes are at least 1 and strides not negative, but are " + shape + ", " + strides);
        }
        last = Math.addExact(last, Math.multiplyExact(shape.get(d) - 1, strides.get(d)));
        length = Math.multiplyExact(length, (long) shape.get(d));
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the shape " + shape + " is too large", e);
    }
    if (length > Integer.MAX_VALUE - 8 || last >= storage.elements()) {
      throw new IllegalArgumentException(
          "a tensor lies within its storage of "
              + storage.elements()
              + " numbers, but shape "
              + shape
              + ", strides "
              + strides
              + ", offset "
              + offset
              + " reach to number "
              + last);
    }
  }

  /** Numbers from the first to the last, those between them included. */
  long extent() {
    long extent = 1;
    for (int d = 0; d < shape.size(); d++) {
      extent += (shape.get(d) - 1) * strides.get(d);
    }
    return extent;
  }

  int length() {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }

  /** Whether the numbers lie one after the other, row-major. */
  boolean isContiguous() {
    long expected = 1;
    for (int d = shape.size() - 1; d >= 0; d--) {
      if (shape.get(d) != 1 && strides.get(d) != expected) {
        return false;
      }
      expected *= shape.get(d);
    }
    return true;
  }
}
