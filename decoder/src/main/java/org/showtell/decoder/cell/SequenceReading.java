package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What a layer made of its sequences, and the way back. Owned and closed by the caller. */
public interface SequenceReading extends AutoCloseable {

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
