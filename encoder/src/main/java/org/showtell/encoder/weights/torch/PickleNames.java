package org.showtell.encoder.weights.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.encoder.weights.torch.Storage.Type;

/** The Python names that a table of tensors needs, and what calling them gives here. */
enum PickleNames {
  /** An empty map that remembers its order. */
  ORDERED_DICT("collections OrderedDict") {
    @Override
    Object call(List<?> arguments) {
      require(arguments.isEmpty());
      return new LinkedHashMap<>();
    }
  },
  /** A view of a storage: storage, offset, shape, strides. */
  REBUILD_TENSOR("torch._utils _rebuild_tensor") {
    @Override
    Object call(List<?> arguments) {
      require(arguments.size() >= 4);
      return new TensorView(
          (Storage) arguments.get(0),
          (Long) arguments.get(1),
          sizes(arguments.get(2)),
          strides(arguments.get(3)));
    }
  },
  /** The same, with what only training needs after it. */
  REBUILD_TENSOR_V2("torch._utils _rebuild_tensor_v2") {
    @Override
    Object call(List<?> arguments) {
      return REBUILD_TENSOR.call(arguments);
    }
  },
  /** A tensor that is trained: the tensor. */
  PARAMETER("torch.nn.parameter Parameter") {
    @Override
    Object call(List<?> arguments) {
      require(!arguments.isEmpty());
      return arguments.get(0);
    }
  },
  /** The same, as it is written today. */
  REBUILD_PARAMETER("torch._utils _rebuild_parameter") {
    @Override
    Object call(List<?> arguments) {
      return PARAMETER.call(arguments);
    }
  };

  private static final Map<String, PickleNames> BY_NAME = new LinkedHashMap<>();

  static {
    for (PickleNames name : values()) {
      BY_NAME.put(name.pythonName, name);
    }
  }

  private final String pythonName;

  PickleNames(String pythonName) {
    this.pythonName = pythonName;
  }

  static Optional<Object> find(String module, String name) {
    PickleNames known = BY_NAME.get(module + " " + name);
    if (known != null) {
      return Optional.of(known);
    }
    return module.equals("torch") ? Type.named(name).map(type -> type) : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException if a tensor does not fit its storage
   * @throws ClassCastException if an argument is of the wrong kind
   */
  abstract Object call(List<?> arguments);

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
