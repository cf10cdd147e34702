package org.showtell.encoder.weights.torch;

import java.util.Map;
import java.util.Optional;
import org.showtell.encoder.weights.TensorType;

/**
 * A class of storage, by PyTorch's name.
 *
 * @param bytes of one number
 * @param readable how its numbers become floats; empty for integers, which weights never are
 */
record StorageType(int bytes, Optional<TensorType> readable) {
  private static final Map<String, StorageType> TYPES =
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

  private static StorageType floats(TensorType type) {
    return new StorageType(type.bytes(), Optional.of(type));
  }

  private static StorageType integers(int bytes) {
    return new StorageType(bytes, Optional.empty());
  }

  /** The class {@code torch.NAME}, if it is one of storage. */
  static Optional<StorageType> named(String name) {
    return Optional.ofNullable(TYPES.get(name));
  }
}
