package org.showtell.encoder.weights.torch;

/**
 * A run of numbers in the file that tensors are views of.
 *
 * @param type of its numbers
 * @param key its name in the file
 * @param elements how many numbers it has
 */
record Storage(StorageType type, String key, long elements) {
  long bytes() {
    return Math.multiplyExact(elements, (long) type.bytes());
  }
}
