package org.showtell.encoder.training.distillation;

import java.io.IOException;
import org.showtell.encoder.vgg.VggWeights;

/** Told what a run does. */
public interface DistillationReport {
  /** Something to know. */
  void note(String line);

  /**
   * After each step.
   *
   * @param step steps made
   * @param steps of the whole run
   * @param size side of the crops
   * @param mean loss of the epoch so far
   */
  void step(long step, long steps, int size, LossParts mean);

  /**
   * After each epoch.
   *
   * @param epoch from 1
   * @param mean loss of the epoch
   * @param dev of the averaged weights
   * @param best whether none was better so far
   */
  void epoch(int epoch, LossParts mean, DevScore dev, boolean best);

  /**
   * When an epoch was the best so far.
   *
   * @param weights averaged and folded
   */
  void better(VggWeights weights, DevScore dev) throws IOException;
}
