package org.showtell.encoder.training.distillation;

/**
 * Where a run is.
 *
 * @param step steps made
 * @param steps of the whole run
 * @param bestEpoch from 1; 0 before the first
 * @param best its score; null before the first
 */
public record DistillationPosition(long step, long steps, int bestEpoch, DevScore best) {
  /** Whether all steps are made. */
  public boolean finished() {
    return step >= steps;
  }
}
