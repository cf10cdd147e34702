package org.showtell.nn.parameter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  /** Checks the sizes. */
  public ParameterSpec {
    Check.that(rows > 0 && columns > 0, name + " must have positive sizes", rows + "x" + columns);
  }

  /**
   * The two weights of a layer {@code x W + b}: {@code name.W} [I, O] and {@code name.b} [1, O].
   */
  public static List<ParameterSpec> dense(String name, int inputs, int outputs) {
    return List.of(
        new ParameterSpec(name + ".W", inputs, outputs, Initializer.GLOROT),
        new ParameterSpec(name + ".b", 1, outputs, Initializer.ZERO));
  }

  /** A row [1, columns] of one value. */
  public static ParameterSpec row(String name, int columns, double value) {
    return new ParameterSpec(name, 1, columns, Initializer.constantInColumns(value, 0, columns));
  }

  /** The shape [rows, columns] of every weight, in the order of files. */
  public static Map<String, int[]> shapes(List<ParameterSpec> specs) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    specs.forEach(spec -> shapes.put(spec.name, new int[] {spec.rows, spec.columns}));
    return shapes;
  }

  /**
   * The same weights that start with given values.
   *
   * @param values by name, row by row
   * @throws IllegalArgumentException if one is missing, has another length or is not known
   */
  public static List<ParameterSpec> given(List<ParameterSpec> specs, Map<String, float[]> values) {
    Map<String, int[]> shapes = shapes(specs);
    for (String name : values.keySet()) {
      Check.that(shapes.containsKey(name), "Weights must be among " + shapes.keySet(), name);
    }
    List<ParameterSpec> given = new ArrayList<>();
    for (ParameterSpec spec : specs) {
      float[] value = values.get(spec.name);
      long length = (long) spec.rows * spec.columns;
      Check.length("values for " + spec.name, value == null ? 0 : value.length, length);
      given.add(new ParameterSpec(spec.name, spec.rows, spec.columns, Initializer.values(value)));
    }
    return given;
  }
}
