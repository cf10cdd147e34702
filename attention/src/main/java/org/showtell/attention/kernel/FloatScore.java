package org.showtell.attention.kernel;

import org.showtell.nn.tensor.Activations;

/** A score function over one row of floats: one query against the keys of one image. */
interface FloatScore {

  /**
   * Scores of all positions.
   *
   * @param keys [..][A], the image's begin at {@code from}
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

  /**
   * {@code e_i = u . tanh(key_i + query)} (Xu et al. 2015, eq. 4). The hyperbolic tangents are
   * computed anew on the backward pass: keeping T*B*L*A of them costs more in memory traffic.
   *
   * @param u [A]
   */
  record Additive(float[] u) implements FloatScore {

    @Override
    public void scores(float[][] keys, int from, float[] query, float[] scores, float[] scratch) {
      for (int i = 0; i < scores.length; i++) {
        tangents(keys[from + i], query, scratch);
        scores[i] = RowReductions.dot(u, scratch, scratch);
      }
    }

    @Override
    public void backward(
        float[][] keys,
        int from,
        float[] query,
        float[] scoreGradient,
        float[][] keyGradient,
        float[] queryGradient,
        float[] vectorGradient,
        float[] scratch) {
      for (int i = 0; i < scoreGradient.length; i++) {
        tangents(keys[from + i], query, scratch);
        addGradients(
            scoreGradient[i], scratch, keyGradient[from + i], queryGradient, vectorGradient);
      }
    }

    private static void tangents(float[] key, float[] query, float[] target) {
      for (int a = 0; a < target.length; a++) {
        target[a] = key[a] + query[a];
      }
      Activations.tanh(target, 0, target.length);
    }

    private void addGradients(
        float gradient, float[] tangents, float[] byKey, float[] byQuery, float[] byVector) {
      for (int a = 0; a < tangents.length; a++) {
        float tangent = tangents[a];
        float inner = gradient * u[a] * (1 - tangent * tangent);
        byVector[a] += gradient * tangent;
        byKey[a] += inner;
        byQuery[a] += inner;
      }
    }
  }

  /** {@code e_i = key_i . query / sqrt(A)} (Vaswani et al. 2017, eq. 1). */
  record DotProduct() implements FloatScore {

    @Override
    public void scores(float[][] keys, int from, float[] query, float[] scores, float[] scratch) {
      float scale = scale(query);
      for (int i = 0; i < scores.length; i++) {
        scores[i] = scale * RowReductions.dot(keys[from + i], query, scratch);
      }
    }

    @Override
    public void backward(
        float[][] keys,
        int from,
        float[] query,
        float[] scoreGradient,
        float[][] keyGradient,
        float[] queryGradient,
        float[] vectorGradient,
        float[] scratch) {
      float scale = scale(query);
      for (int i = 0; i < scoreGradient.length; i++) {
        float gradient = scale * scoreGradient[i];
        RowReductions.add(gradient, query, keyGradient[from + i]);
        RowReductions.add(gradient, keys[from + i], queryGradient);
      }
    }

    private static float scale(float[] query) {
      return (float) (1 / Math.sqrt(query.length));
    }
  }
}
