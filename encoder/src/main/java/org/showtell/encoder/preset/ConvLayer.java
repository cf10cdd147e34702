package org.showtell.encoder.preset;

/**
 * A 3x3 convolution with padding 1, a bias and ReLU.
 *
 * @param name its tensors are {@code NAME.weight} [3,3,in,filters] and {@code NAME.bias} [filters]
 * @param filters output channels
 */
public record ConvLayer(String name, int filters) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the name is blank or there is no filter
   */
  public ConvLayer {
    if (name == null || name.isBlank() || filters < 1) {
      throw new IllegalArgumentException(
          "a convolution has a name and at least 1 filter, but got '" + name + "', " + filters);
    }
  }
}
