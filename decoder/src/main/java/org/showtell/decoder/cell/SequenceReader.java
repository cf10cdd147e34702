package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One layer that reads whole sequences from a zero state, in one direction or both: layers of the
 * same kind can be stacked, each reading the {@link Reading#outputs} of the one below.
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
  Reading read(INDArray inputs, int steps);

  /** What a layer made of its sequences, and the way back. Owned and closed by the caller. */
  interface Reading extends AutoCloseable {

    /** What each step gives to the next layer, [T*B, O], time-major; valid until {@link #close}. */
    INDArray outputs();

    /** The state after the last step that was read, new arrays of [B, U]; the caller's. */
    INDArray[] finalState();

    /**
     * Back-propagates through time, adding to the gradients of the layer's weights.
     *
     * @param outputGradient [T*B, O], by the outputs
     * @param finalGradient by the arrays of {@link #finalState}
     * @return the gradient by the inputs, [T*B, I]; the caller closes it
     */
    INDArray backward(INDArray outputGradient, INDArray[] finalGradient);

    @Override
    void close();
  }
}
