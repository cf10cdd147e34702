package org.showtell.encoder.weights;

import java.io.IOException;
import java.util.List;

/** A tensor in a file: name and shape are known, the numbers are read on demand. */
public interface StoredTensor {
  String name();

  /** Its dimensions in the file's own layout, row-major. */
  List<Integer> shape();

  /**
   * Reads the numbers, row-major.
   *
   * @throws ModelFileException if the file breaks a rule of its format
   */
  void read(FloatSink sink) throws IOException;

  default long length() {
    return shape().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** Takes a tensor's numbers piece by piece, row-major, so that none need be whole in memory. */
  @FunctionalInterface
  public interface FloatSink {
    /**
     * @param values the first {@code count} are the next numbers; the array is the caller's and is
     *     used again
     */
    void accept(float[] values, int count) throws IOException;
  }
}
