package org.showtell.encoder.preset;

/**
 * A fully connected layer with ReLU.
 *
 * @param name its tensors are {@code NAME.weight} [in,units] and {@code NAME.bias} [units]
 * @param units outputs
 */
public record DenseLayer(String name, int units) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the name is blank or there is no unit
   */
  public DenseLayer {
    if (name == null || name.isBlank() || units < 1) {
      throw new IllegalArgumentException(
          "a dense layer has a name and at least 1 unit, but got '" + name + "', " + units);
    }
  }
}
