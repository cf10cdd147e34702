package org.showtell.encoder.training;

import java.util.List;

/**
 * One trained tensor: a stretch of the flat vector of all weights, row-major.
 *
 * @param name for example {@code conv1.weight}
 * @param shape [3,3,in,out] for kernels, [out] for everything else
 */
public record TrainableTensor(String name, List<Integer> shape) {
  public TrainableTensor {
    shape = List.copyOf(shape);
    if (name.isBlank() || shape.isEmpty() || shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "a tensor must have a name and positive sizes, but got '" + name + "' " + shape);
    }
  }

  /** Of the tensor as a matrix: the product of all dimensions but the last. */
  public int rows() {
    return Math.toIntExact(length() / columns());
  }

  /** The last dimension. */
  public int columns() {
    return shape.get(shape.size() - 1);
  }

  public long length() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }
}
