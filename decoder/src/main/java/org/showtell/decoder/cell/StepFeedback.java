package org.showtell.decoder.cell;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What enters a step's pre-activations and depends on the hidden state before the step: the context
 * of attention. Part of the recurrence, forward and backward.
 */
public interface StepFeedback {

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
