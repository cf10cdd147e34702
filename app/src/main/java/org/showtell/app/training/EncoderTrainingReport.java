package org.showtell.app.training;

import org.showtell.encoder.training.distillation.DevScore;
import org.showtell.encoder.training.distillation.LossParts;

/** Told what a {@code train encoder} run does. */
public interface EncoderTrainingReport {
  /** Something to know. */
  void note(String line);

  /** So many photos have been decoded. */
  void decoded(int photos);

  /**
   * After each step.
   *
   * @param step steps made
   * @param steps of the whole run
   * @param size side of the crops
   * @param mean loss of the epoch so far
   */
  void step(long step, long steps, int size, LossParts mean);

  /** After each epoch, from 1. */
  void epoch(int epoch, LossParts mean, DevScore dev, boolean best);
}
