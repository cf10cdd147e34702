package org.showtell.encoder.training.distillation;

import java.util.Locale;

/**
 * How near a student is to its teacher on photos that it does not learn from.
 *
 * @param cosine mean over the photos, of the projected pooled features and the teacher's
 * @param agreement share of the photos whose first class is the teacher's
 */
public record DevScore(double cosine, double agreement) {
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "cosine %.4f, same class %.1f %%", cosine, 100 * agreement);
  }
}
