package org.showtell.encoder.weights.torch;

import java.util.List;

/**
 * A tensor as the pickle describes it, checked: every index lies within its storage.
 *
 * @param offset of the first number
 * @param shape at most 8 dimensions
 * @param strides by how many numbers each dimension moves
 */
record TensorView(Storage storage, long offset, List<Integer> shape, List<Long> strides) {
  private static final int MAX_RANK = 8;

  TensorView {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
    if (shape.size() != strides.size() || shape.size() > MAX_RANK || offset < 0) {
      throw new IllegalArgumentException(
          String.format(
              "a tensor has at most %s dimensions, a stride for each and an offset from 0, but "
                  + "has shape %s, strides %s, offset %s",
              MAX_RANK, shape, strides, offset));
    }
    long last = offset;
    long length = 1;
    try {
      for (int d = 0; d < shape.size(); d++) {
        if (shape.get(d) < 1 || strides.get(d) < 0) {
          throw new IllegalArgumentException(
              "sizes must be at least 1 and strides not negative, but got "
                  + shape
                  + ", "
                  + strides);
        }
        last = Math.addExact(last, Math.multiplyExact(shape.get(d) - 1, strides.get(d)));
        length = Math.multiplyExact(length, (long) shape.get(d));
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the shape " + shape + " is too large", e);
    }
    if (length > Integer.MAX_VALUE - 8 || last >= storage.elements()) {
      throw new IllegalArgumentException(
          String.format(
              "a tensor must lie within its storage of %s numbers, but got shape %s, strides %s, "
                  + "offset %s up to number %s",
              storage.elements(), shape, strides, offset, last));
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
