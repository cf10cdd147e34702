package org.showtell.attention;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What a training pass makes of the weights of each step, and what its objective says of them. */
interface Selection {

  /**
   * What the context is gathered with.
   *
   * @param weights [B, L], kept by the pass until it is closed
   * @return [B, L]; the weights themselves, or another array that the pass closes
   */
  INDArray select(int step, INDArray weights);

  /** Terms of the loss that the weights alone bring: {@code weights} is of all steps, [T*B, L]. */
  double loss(INDArray weights, AttentionObjective objective, AttentionObjective.Outcomes outcomes);

  /**
   * Turns the gradient by what was selected into the gradient by the weights, with the objective's
   * own terms; only after {@link #loss}.
   *
   * @param weights [B, L]
   * @param gradient [B, L], changed in place
   */
  void backward(int step, INDArray weights, INDArray gradient);
}
