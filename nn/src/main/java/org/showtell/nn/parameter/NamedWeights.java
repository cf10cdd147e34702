package org.showtell.nn.parameter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of a network as files hold them: by name, row by row. */
public final class NamedWeights {
  private NamedWeights() {}

  /** The shape [rows, columns] of every weight, in the order of files. */
  public static Map<String, int[]> shapes(List<ParameterSpec> specs) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      shapes.put(spec.name(), new int[] {spec.rows(), spec.columns()});
    }
    return shapes;
  }

  /**
   * The same weights that start with given values.
   *
   * @param values by name, each as long as its weight
   * @throws IllegalArgumentException if one is missing, has another length or is not known
   */
  public static List<ParameterSpec> given(List<ParameterSpec> specs, Map<String, float[]> values) {
    Map<String, int[]> shapes = shapes(specs);
    for (String name : values.keySet()) {
      if (!shapes.containsKey(name)) {
        throw new IllegalArgumentException(
            "Unknown weight %s; this network has %s".formatted(name, shapes.keySet()));
      }
    }
    List<ParameterSpec> given = new ArrayList<>();
    for (ParameterSpec spec : specs) {
      float[] value = values.get(spec.name());
      long length = (long) spec.rows() * spec.columns();
      if (value == null || value.length != length) {
        throw new IllegalArgumentException(
            "Expected %s values for %s, but got %s"
                .formatted(length, spec.name(), value == null ? "none" : value.length));
      }
      given.add(
          new ParameterSpec(spec.name(), spec.rows(), spec.columns(), Initializer.values(value)));
    }
    return given;
  }

  /** A copy of every weight, row by row, in the order of files. */
  public static Map<String, float[]> of(ParameterSet parameters) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (Parameter parameter : parameters.all()) {
      weights.put(parameter.name(), parameters.copyOf(parameter.name()));
    }
    return weights;
  }
}
