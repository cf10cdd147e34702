package org.showtell.decoder.layer;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes the gradient by the features, for an encoder that learns too. */
@FunctionalInterface
public interface FeatureGradient {
  /** Receives the gradient by the features of the batch, [B*L, D]; valid during the call. */
  void take(INDArray gradient);
}
