package org.showtell.encoder.weights.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.encoder.weights.torch.Storage.Type;

/** The Python names that a table of tensors needs, and what calling them gives here. */
final class PickleNames {
  /**
   * What a call gives; an {@link IllegalArgumentException} if a tensor does not fit its storage, a
   * {@link ClassCastException} if an argument is of the wrong kind.
   */
  interface Call {
    Object call(List<?> arguments);
  }

  private static final Map<String, Call> CALLS =
      Map.of(
          "collections OrderedDict", PickleNames::orderedDict,
          "torch._utils _rebuild_tensor", PickleNames::tensor,
          "torch._utils _rebuild_tensor_v2", PickleNames::tensor,
          "torch.nn.parameter Parameter", PickleNames::parameter,
          "torch._utils _rebuild_parameter", PickleNames::parameter);

  private PickleNames() {}

  /** What a Python name stands for: a {@link Call} or a class of storage. */
  static Optional<Object> find(String module, String name) {
    Call known = CALLS.get(module + " " + name);
    if (known != null) {
      return Optional.of(known);
    }
    return module.equals("torch") ? Type.named(name).map(type -> type) : Optional.empty();
  }

  private static Object orderedDict(List<?> arguments) {
    require(arguments.isEmpty());
    return new LinkedHashMap<>();
  }

  /** Of storage, offset, shape and strides; what only training needs comes after them. */
  private static Object tensor(List<?> arguments) {
    require(arguments.size() >= 4);
    return new TensorView(
        (Storage) arguments.get(0),
        (Long) arguments.get(1),
        sizes(arguments.get(2)),
        strides(arguments.get(3)));
  }

  private static Object parameter(List<?> arguments) {
    require(!arguments.isEmpty());
    return arguments.get(0);
  }

  private static void require(boolean right) {
    if (!right) {
      throw new IllegalArgumentException("a call must have as many arguments as are needed");
    }
  }

  private static List<Integer> sizes(Object tuple) {
    List<Integer> sizes = new ArrayList<>();
    for (Object size : (List<?>) tuple) {
      sizes.add(Math.toIntExact((Long) size));
    }
    return sizes;
  }

  private static List<Long> strides(Object tuple) {
    List<Long> strides = new ArrayList<>();
    for (Object stride : (List<?>) tuple) {
      strides.add((Long) stride);
    }
    return strides;
  }
}
