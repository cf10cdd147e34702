package org.showtell.encoder.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public record Tensor(TensorType type, int[] shape, float[] values) {
  public Tensor {
    if (type != TensorType.F32 && type != TensorType.F16) {
      throw new IllegalArgumentException("type must be F32 or F16, but got " + type);
    }
    shape = shape.clone();
    long product = 1;
    for (int dimension : shape) {
      product *= dimension;
      if (dimension < 0 || product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("no array has the shape " + Arrays.toString(shape));
      }
    }
    if (product != values.length) {
      throw new IllegalArgumentException(
          "the shape %s must have %s values, but got %s"
              .formatted(Arrays.toString(shape), product, values.length));
    }
  }

  public static Tensor f32(float[] values, int... shape) {
    return new Tensor(TensorType.F32, shape, values);
  }

  /** Half precision: 11 significant bits, magnitudes up to 65504. */
  public static Tensor f16(float[] values, int... shape) {
    return new Tensor(TensorType.F16, shape, values);
  }

  /**
   * A network's tensors as a file has them.
   *
   * @param shapes by name, in the file's order
   * @throws IllegalArgumentException as {@link #require}
   */
  public static LinkedHashMap<String, Tensor> all(
      TensorType type, Map<String, List<Integer>> shapes, Map<String, float[]> tensors) {
    LinkedHashMap<String, Tensor> all = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) -> {
          int[] sizes = shape.stream().mapToInt(Integer::intValue).toArray();
          all.put(name, new Tensor(type, sizes, require(tensors, name, shape)));
        });
    return all;
  }

  /** [..], a copy. */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /**
   * A network's tensor by its name.
   *
   * @throws IllegalArgumentException if it is missing or has another length
   */
  public static float[] require(Map<String, float[]> tensors, String name, List<Integer> shape) {
    float[] values = tensors.get(name);
    long length = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    if (values == null || values.length != length) {
      throw new IllegalArgumentException(
          "tensor '%s' must have the shape %s, but got %s"
              .formatted(name, shape, values == null ? "none" : values.length + " values"));
    }
    return values;
  }
}
