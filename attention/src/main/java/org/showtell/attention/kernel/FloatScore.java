package org.showtell.attention.kernel;

/** A score function over one row of floats: one query against the keys of one image. */
interface FloatScore {

  /** Turns rows of keys or queries, [..][A], in place into what the other methods read. */
  default void prepare(float[] row) {}

  /**
   * Scores of all positions.
   *
   * @param keys [..][A], prepared; the image's begin at {@code from}
   * @param query [A], prepared
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
   * {@code e_i = u . tanh(key_i + query)} (Xu et al. 2015, eq. 4). As {@code tanh(k + q) = 1 - 2 /
   * (1 + exp(2k) exp(2q))}, the exponentials are taken once for each key, which all words share,
   * and once for each query: a position costs one division for each of its A numbers. The
   * hyperbolic tangents are computed anew on the backward pass: keeping T*B*L*A of them costs more
   * in memory traffic.
   *
   * @param u [A]
   * @param sum of all of u
   */
  record Additive(float[] u, float sum) implements FloatScore {
    /** Beyond it the tangent of any sum that matters is 1; the product stays within a float. */
    private static final double LIMIT = 20;

    /** With the sum of these. */
    Additive(float[] u) {
      this(u, sum(u));
    }

    private static float sum(float[] values) {
      double sum = 0;
      for (float value : values) {
        sum += value;
      }
      return (float) sum;
    }

    @Override
    public void prepare(float[] row) {
      for (int a = 0; a < row.length; a++) {
        row[a] = (float) Math.exp(2 * Math.max(-LIMIT, Math.min(LIMIT, row[a])));
      }
    }

    @Override
    public void scores(float[][] keys, int from, float[] query, float[] scores, float[] scratch) {
      for (int i = 0; i < scores.length; i++) {
        quotients(u, keys[from + i], query, scratch);
        scores[i] = sum - 2 * RowReductions.sum(scratch);
      }
    }

    private static void quotients(float[] u, float[] key, float[] query, float[] target) {
      for (int a = 0; a < target.length; a++) {
        target[a] = u[a] / (1 + key[a] * query[a]);
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
        target[a] = 1 - 2 / (1 + key[a] * query[a]);
      }
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
