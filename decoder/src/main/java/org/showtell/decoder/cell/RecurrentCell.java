package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.showtell.nn.tensor.StepScratch;

/**
 * One recurrent layer: reads a sequence of inputs, keeps a state of U units, and gives its hidden
 * state at every step.
 *
 * <p>A cell holds views of weights that a {@code ParameterSet} owns, and no state of its own: many
 * sequences may be read with it, one after the other. Not thread-safe.
 */
public interface RecurrentCell {

  /** Size I of one input. */
  int inputSize();

  /** Size U of the hidden state. */
  int units();

  /**
   * Width G of the pre-activations that the input, the hidden state and an injected vector add to.
   */
  int gateSize();

  /** How many [B, U] arrays make up the state; the first is always the hidden state h. */
  int stateArrays();

  /**
   * Reads whole sequences and remembers what the gradient needs.
   *
   * @param inputs [T*B, I], time-major
   * @param steps T, at least 1
   * @param injected [B, G], added to the pre-activations of every step (the W_ih v term), or null
   * @param initial the state before the first step, {@link #stateArrays()} arrays of [B, U]
   * @param feedback adds to each step's pre-activations what depends on the hidden state before it,
   *     or null
   * @return a sequence that the caller closes
   */
  CellSequence forward(
      INDArray inputs, int steps, INDArray injected, INDArray[] initial, StepFeedback feedback);

  /** Reads whole sequences without feedback. */
  default CellSequence forward(INDArray inputs, int steps, INDArray injected, INDArray[] initial) {
    return forward(inputs, steps, injected, initial, null);
  }

  /**
   * One step without memory of it, for generation.
   *
   * @param inputs [R, I], R rows
   * @param injected [R * G] row by row, or null
   * @param state one array of [R * U] per state array, replaced in place by the next state
   * @param scratch buffers that are reused between calls
   */
  void step(INDArray inputs, float[] injected, float[][] state, StepScratch scratch);
}
