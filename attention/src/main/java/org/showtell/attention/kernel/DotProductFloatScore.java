package org.showtell.attention.kernel;

/** {@code e_i = key_i . query / sqrt(A)} (Vaswani et al. 2017, eq. 1). */
record DotProductFloatScore() implements FloatScore {

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
