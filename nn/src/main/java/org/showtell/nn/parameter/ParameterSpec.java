package org.showtell.nn.parameter;

import org.showtell.nn.Check;

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
    Check.that(
        rows > 0 && columns > 0, name + " must have positive sizes", rows + "x" + columns);
  }
}
