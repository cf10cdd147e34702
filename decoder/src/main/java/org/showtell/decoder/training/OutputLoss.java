package org.showtell.decoder.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What becomes of a batch's logits at the end of a forward pass. */
@FunctionalInterface
interface OutputLoss {
  /**
   * Replaces logits by the gradient of the mean loss by them.
   *
   * @param logits [T*B, V]
   * @param logLikelihoods [B], to which the log-likelihood of each sentence is added
   * @return mean negative log-likelihood per target token, in nats
   */
  double of(INDArray logits, double[] logLikelihoods);
}
