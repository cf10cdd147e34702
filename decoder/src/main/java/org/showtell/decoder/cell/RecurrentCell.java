package org.showtell.decoder.cell;

import java.util.SplittableRandom;
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
  Sequence forward(
      INDArray inputs, int steps, INDArray injected, INDArray[] initial, Feedback feedback);

  /** Reads whole sequences without feedback. */
  default Sequence forward(INDArray inputs, int steps, INDArray injected, INDArray[] initial) {
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
  default void step(INDArray inputs, float[] injected, float[][] state, StepScratch scratch) {
    OneStep.take(this, inputs, injected, state);
  }

  /**
   * The cell as it is trained: with dropout of what one layer gives to the next (Zaremba et al.
   * 2014, section 3.1), which a single layer has none of.
   *
   * @param random draws the masks
   */
  default RecurrentCell training(SplittableRandom random) {
    return this;
  }

  /** A sequence that a cell read, with its back-propagation. Owned and closed by the caller. */
  interface Sequence extends AutoCloseable {

    /** h at every step, [T*B, U], time-major; valid until {@link #close()}. */
    INDArray hidden();

    /** The state after the last step, new arrays of [B, U]; the caller's. */
    INDArray[] finalState();

    /**
     * Back-propagates through time, adding to the gradients of the cell's weights.
     *
     * @param hiddenGradient [T*B, U]: the loss' gradient by each step's h, without what flows
     *     through later steps; rows of padding must be zero
     * @param finalGradient the gradient that reaches the {@link #finalState} from elsewhere, [B, U]
     *     each; or null
     * @return gradients by the inputs, the injected term and the initial state; the caller closes
     *     them
     */
    Gradients backward(INDArray hiddenGradient, INDArray[] finalGradient);

    /** The same where nothing reads the final state. */
    default Gradients backward(INDArray hiddenGradient) {
      return backward(hiddenGradient, null);
    }

    @Override
    void close();
  }

  /**
   * What flows out of a cell's backward pass; owned and closed by the caller.
   *
   * @param inputs [T*B, I]
   * @param injected [B, G], the sum over all steps
   * @param initial one [B, U] per state array
   */
  record Gradients(INDArray inputs, INDArray injected, INDArray[] initial)
      implements AutoCloseable {
    @Override
    public void close() {
      inputs.close();
      injected.close();
      for (INDArray array : initial) {
        array.close();
      }
    }
  }

  /**
   * What enters a step's pre-activations and depends on the hidden state before the step: the
   * context of attention. Part of the recurrence, forward and backward.
   */
  interface Feedback {

    /**
     * Adds to the pre-activations of a step; steps come in rising order.
     *
     * @param hidden [B, U], h_{t-1}
     * @param gates [B, G], added to
     */
    void forward(int step, INDArray hidden, INDArray gates);

    /**
     * Goes back one step; steps come in falling order.
     *
     * @param hidden [B, U], h_{t-1}
     * @param gateGradients [B, G]
     * @param hiddenGradient [B, U], the gradient by h_{t-1}, added to
     */
    void backward(int step, INDArray hidden, INDArray gateGradients, INDArray hiddenGradient);

    /**
     * Adds to the gradients of weights, once all steps went back.
     *
     * @param hidden [T*B, U], h_{t-1} of all steps
     * @param gateGradients [T*B, G] of all steps
     */
    void finish(INDArray hidden, INDArray gateGradients);
  }
}
