package org.showtell.encoder.weights.torch;

import java.util.List;
import org.showtell.encoder.weights.torch.Storage.Type;

/** What a pickle means by a reference to something outside of it: always a storage. */
final class StorageReference {
  private StorageReference() {}

  /**
   * Reads {@code ("storage", class, key, device, elements)}, after which older files have a place
   * for a view that must be empty.
   *
   * @throws IllegalArgumentException if it is something else
   * @throws ClassCastException if a part is none of the right kind
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
}
