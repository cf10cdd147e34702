package org.showtell.nn.parameter;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One named weight and its gradient: two row-major views [rows, columns] into the flat vectors of a
 * {@link ParameterSet}, which owns their memory.
 *
 * @param name unique within its set, dot separated, as it is written to files
 * @param value [rows, columns]
 * @param gradient [rows, columns], added to by {@code backward}, cleared by the set
 */
public record Parameter(String name, INDArray value, INDArray gradient) {

  /** Number of scalars. */
  public long length() {
    return value.length();
  }
}
