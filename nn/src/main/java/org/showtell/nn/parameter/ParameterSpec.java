package org.showtell.nn.parameter;

/**
 * A weight before memory is allocated for it.
 *
 * @param name unique within a set
 * @param rows first dimension, at least 1
 * @param columns second dimension, at least 1
 * @param initializer fills the first values
 */
public record ParameterSpec(String name, int rows, int columns, Initializer initializer) {
  public ParameterSpec {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "Expected positive sizes for " + name + " but got [" + rows + "," + columns + "]");
    }
  }
}
