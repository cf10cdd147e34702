package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A sequence that was read for the sake of the state it leaves: what a question comes down to. */
public interface ReadSequence extends RecurrentCell.Sequence {

  /** The state after the last step, one new [B, U] per state array, h first; the caller's. */
  INDArray[] finalState();

  /**
   * Back-propagates through time as {@link RecurrentCell.Sequence#backward(INDArray)} does.
   *
   * @param hiddenGradient [T*B, U], by each step's h; what reaches the last one through {@code
   *     finalGradient} is not part of it
   * @param finalGradient one [B, U] per state array: the loss' gradient by {@link #finalState}
   */
  RecurrentCell.Gradients backward(INDArray hiddenGradient, INDArray[] finalGradient);
}
