package org.showtell.attention;

import org.showtell.attention.tensor.Activations;

/**
 * {@code e_i = u . tanh(key_i + query)} (Xu et al. 2015, eq. 4). The hyperbolic tangents are
 * computed anew on the way back: keeping T*B*L*A of them costs more in memory traffic.
 *
 * @param u [A]
 */
record AdditiveFloatScore(float[] u) implements FloatScore {

  @Override
  public void scores(
      float[] keys, int at, float[] query, int from, int size, float[] scores, float[] scratch) {
    for (int i = 0; i < scores.length; i++) {
      tangents(keys, at + i * size, query, from, size, scratch);
      for (int a = 0; a < size; a++) {
        scratch[a] *= u[a];
      }
      scores[i] = Sums.of(scratch, size);
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
    for (int i = 0; i < scoreGradient.length; i++) {
      int key = at + i * size;
      float gradient = scoreGradient[i];
      tangents(keys, key, query, from, size, scratch);
      for (int a = 0; a < size; a++) {
        vectorGradient[from + a] += gradient * scratch[a];
      }
      for (int a = 0; a < size; a++) {
        scratch[a] = gradient * u[a] * (1 - scratch[a] * scratch[a]);
      }
      for (int a = 0; a < size; a++) {
        keyGradient[key + a] += scratch[a];
      }
      for (int a = 0; a < size; a++) {
        queryGradient[from + a] += scratch[a];
      }
    }
  }

  private static void tangents(
      float[] keys, int key, float[] query, int from, int size, float[] target) {
    for (int a = 0; a < size; a++) {
      target[a] = keys[key + a] + query[from + a];
    }
    Activations.tanh(target, 0, size);
  }
}
