package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One layer that reads whole sequences from a zero state, in one direction or both: layers of the
 * same kind can be stacked, each reading the {@link SequenceReading#outputs} of the one below.
 */
public interface SequenceReader {

  /** Size O of what a step gives to the next layer. */
  int outputSize();

  /** Sizes of the arrays of the final state, in their order. */
  int[] stateSizes();

  /**
   * Reads sequences of equal length.
   *
   * @param inputs [T*B, I], time-major; the caller's, to be kept until the reading is closed
   * @param steps T, at least 1
   * @return a reading that the caller closes
   */
  SequenceReading read(INDArray inputs, int steps);
}
