package org.showtell.attention;

/** {@code e_i = key_i . query / sqrt(A)} (Vaswani et al. 2017, eq. 1). */
record DotProductFloatScore() implements FloatScore {

  @Override
  public void scores(
      float[] keys, int at, float[] query, int from, int size, float[] scores, float[] scratch) {
    float scale = (float) (1 / Math.sqrt(size));
    for (int i = 0; i < scores.length; i++) {
      int key = at + i * size;
      for (int a = 0; a < size; a++) {
        scratch[a] = keys[key + a] * query[from + a];
      }
      scores[i] = scale * Sums.of(scratch, size);
    }
  }

  @Override
  public void backward(
      float[] keys,
      int at,
      float[] query,
      int from,
      int size,
      float[] scoreGradient,
      float[] keyGradient,
      float[] queryGradient,
      float[] vectorGradient,
      float[] scratch) {
    float scale = (float) (1 / Math.sqrt(size));
    for (int i = 0; i < scoreGradient.length; i++) {
      int key = at + i * size;
      float gradient = scale * scoreGradient[i];
      for (int a = 0; a < size; a++) {
        keyGradient[key + a] += gradient * query[from + a];
      }
      for (int a = 0; a < size; a++) {
        queryGradient[from + a] += gradient * keys[key + a];
      }
    }
  }
}
