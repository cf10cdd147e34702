package org.showtell.attention.kernel;

/** A score function over one row of floats: one query against the keys of one photo. */
interface FloatScore {

  /**
   * Scores of all positions.
   *
   * @param keys [..][A], the photo's begin at {@code from}
   * @param query [A]
   * @param scores [L], written
   * @param scratch [A]
   */
  void scores(float[][] keys, int from, float[] query, float[] scores, float[] scratch);

  /**
   * Back through {@link #scores}: adds to all gradients.
   *
   * @param scoreGradient [L]
   * @param keyGradient as keys
   * @param queryGradient [A]
   * @param vectorGradient [A], by the score's own vector
   * @param scratch [A]
   */
  void backward(
      float[][] keys,
      int from,
      float[] query,
      float[] scoreGradient,
      float[][] keyGradient,
      float[] queryGradient,
      float[] vectorGradient,
      float[] scratch);
}
