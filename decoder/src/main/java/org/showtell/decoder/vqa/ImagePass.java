package org.showtell.decoder.vqa;

import org.nd4j.linalg.api.ndarray.INDArray;

/** How the image of each question came to meet it, and the way back. */
interface ImagePass extends AutoCloseable {

  /** What is seen, [B, C]; valid until {@link #close}. */
  INDArray seen();

  /** Whether {@link #seen} holds the question already, and is not to be multiplied with it. */
  default boolean holdsQuestion() {
    return false;
  }

  /**
   * Adds to the gradients of the weights.
   *
   * @param seenGradient [B, C]
   * @param questionGradient [B, C], added to
   */
  void backward(INDArray seenGradient, INDArray questionGradient);

  /** Where the last look went, [B, L], or null; valid until {@link #close}. */
  INDArray weights();

  /** After the way back: the gradient by the features as they were given, [B, D], or null. */
  INDArray memoryGradient();

  @Override
  void close();
}
