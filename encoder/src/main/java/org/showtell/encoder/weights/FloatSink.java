package org.showtell.encoder.weights;

import java.io.IOException;

/** Takes a tensor's numbers piece by piece, row-major, so that none need be whole in memory. */
@FunctionalInterface
public interface FloatSink {
  /**
   * The next numbers.
   *
   * @param values the first {@code count} count; the array is the caller's and is used again
   * @throws IOException if they cannot be taken
   */
  void accept(float[] values, int count) throws IOException;
}
