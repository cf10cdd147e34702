package org.showtell.encoder.training.distillation;

/**
 * Words of captions as labels, each word a question of its own: binary cross-entropy over the
 * photos that have captions.
 */
final class WordLoss {
  /** Brings the sum over a thousand words near the other losses. */
  private static final double SCALE = 20;

  private WordLoss() {}

  /**
   * @param logits [B,V]; the gradient of {@code weight} times the loss takes their place
   * @param labels of each photo [V], or null
   * @return the loss without its weight
   */
  static double backward(float[] logits, float[][] labels, double weight) {
    int words = logits.length / labels.length;
    int captioned = 0;
    for (float[] label : labels) {
      captioned += label == null ? 0 : 1;
    }
    double share = 1 / SCALE / Math.max(1, captioned);
    double loss = 0;
    for (int b = 0; b < labels.length; b++) {
      for (int v = 0; v < words; v++) {
        int i = b * words + v;
        if (labels[b] == null) {
          logits[i] = 0;
        } else {
          double x = logits[i];
          loss += share * (Math.max(x, 0) - x * labels[b][v] + Math.log1p(Math.exp(-Math.abs(x))));
          logits[i] = (float) (weight * share * (1 / (1 + Math.exp(-x)) - labels[b][v]));
        }
      }
    }
    return loss;
  }
}
