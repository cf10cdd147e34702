package org.showtell.attention;

/** A score function over one row of floats: one query against the keys of one photo. */
interface FloatScore {

  /**
   * Scores of all positions.
   *
   * @param keys [.., A], the photo's begin at {@code at}
   * @param query [.., A], the row's begins at {@code from}
   * @param size A
   * @param scores [L], written
   * @param scratch [A] at least
   */
  void scores(
      float[] keys, int at, float[] query, int from, int size, float[] scores, float[] scratch);

  /**
   * Back through {@link #scores}: adds to all gradients.
   *
   * @param scoreGradient [L]
   * @param keyGradient as keys
   * @param queryGradient as query
   * @param vectorGradient as query: by the score's own vector
   * @param scratch [A] at least
   */
  void backward(
      float[] keys,
      int at,
      float[] query,
      int from,
      int size,
      float[] scoreGradient,
      float[] keyGradient,
      float[] queryGradient,
      float[] vectorGradient,
      float[] scratch);
}
