package org.showtell.encoder.preset;

import java.util.List;
import java.util.Map;

/**
 * What all families of networks have in common. Sizes are pixels of the input, positions of the
 * grid, and numbers D of a feature vector, 0 where there is none.
 */
public sealed interface EncoderArchitecture permits VggArchitecture, EfficientNetArchitecture {
  String name();

  int height();

  int width();

  int gridHeight();

  int gridWidth();

  int gridSize();

  int vectorSize();

  /** Every tensor of the weight file by name with its shape, in the order of layers. */
  Map<String, List<Integer>> tensorShapes();

  /**
   * The same layers and weights over a square input of another size in pixels.
   *
   * @throws IllegalArgumentException if the network does not take that size
   */
  EncoderArchitecture atSide(int side);

  /**
   * @throws IllegalArgumentException if the preprocessing gives another size than the network takes
   */
  default void requireInput(Preprocessing preprocessing) {
    if (preprocessing.width() != width() || preprocessing.height() != height()) {
      throw new IllegalArgumentException(
          String.format(
              "the preprocessing of %s must give %sx%s pixels, but got %sx%s",
              name(), width(), height(), preprocessing.width(), preprocessing.height()));
    }
  }

  /** Number of weights and biases. */
  default long parameters() {
    return tensorShapes().values().stream()
        .mapToLong(shape -> shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b))
        .sum();
  }
}
