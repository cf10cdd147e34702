package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What a cell read: its hidden states, and the way back. Owned and closed by the caller. */
public interface CellSequence extends AutoCloseable {

  /** h at every step, [T*B, U], time-major; valid until {@link #close()}. */
  INDArray hidden();

  /**
   * Back-propagates through time, adding to the gradients of the cell's weights.
   *
   * @param hiddenGradient [T*B, U]: the loss' gradient by each step's h, without what flows through
   *     later steps; rows of padding must be zero
   * @return gradients by the inputs, the injected term and the initial state; the caller closes
   *     them
   */
  CellGradients backward(INDArray hiddenGradient);

  @Override
  void close();
}
