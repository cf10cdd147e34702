package org.showtell.encoder.weights.torch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.showtell.encoder.weights.TensorType;

/**
 * A run of numbers in the file that tensors are views of.
 *
 * @param key its name in the file
 * @param elements how many numbers it has
 */
record Storage(Type type, String key, long elements) {
  /**
   * Reads {@code ("storage", class, key, device, elements)}, after which older files have a place
   * for a view that must be empty.
   *
   * @throws IllegalArgumentException if it is something else
   * @throws ClassCastException if a part is of the wrong kind
   */
  static Storage read(List<?> reference) {
    if (reference.size() < 5 || !"storage".equals(reference.get(0))) {
      throw new IllegalArgumentException("what is outside of the pickle must be storages");
    }
    if (reference.size() > 5 && reference.get(5) instanceof List<?>) {
      throw new IllegalArgumentException("a storage must not be a part of another");
    }
    long elements = (Long) reference.get(4);
    if (elements < 0) {
      throw new IllegalArgumentException("a storage has " + elements + " numbers");
    }
    return new Storage((Type) reference.get(1), (String) reference.get(2), elements);
  }

  long bytes() {
    return Math.multiplyExact(elements, (long) type.bytes());
  }

  /**
   * A class of storage.
   *
   * @param bytes of one number
   * @param readable how its numbers become floats; empty for integers, which weights never are
   */
  record Type(int bytes, Optional<TensorType> readable) {
    private static final Map<String, Type> TYPES =
        Map.of(
            "FloatStorage", floats(TensorType.F32),
            "DoubleStorage", floats(TensorType.F64),
            "HalfStorage", floats(TensorType.F16),
            "BFloat16Storage", floats(TensorType.BF16),
            "LongStorage", integers(8),
            "IntStorage", integers(4),
            "ShortStorage", integers(2),
            "CharStorage", integers(1),
            "ByteStorage", integers(1),
            "BoolStorage", integers(1));

    private static Type floats(TensorType type) {
      return new Type(type.bytes(), Optional.of(type));
    }

    private static Type integers(int bytes) {
      return new Type(bytes, Optional.empty());
    }

    static Optional<Type> named(String name) {
      return Optional.ofNullable(TYPES.get(name));
    }
  }
}
