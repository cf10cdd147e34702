package org.showtell.attention.kernel;

import org.showtell.nn.tensor.Activations;

/**
 * {@code e_i = u . tanh(key_i + query)} (Xu et al. 2015, eq. 4). The hyperbolic tangents are
 * computed anew on the way back: keeping T*B*L*A of them costs more in memory traffic.
 *
 * @param u [A]
 */
record AdditiveFloatScore(float[] u) implements FloatScore {

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
      addGradients(scoreGradient[i], scratch, keyGradient[from + i], queryGradient, vectorGradient);
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
