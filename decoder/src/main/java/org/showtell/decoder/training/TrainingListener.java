package org.showtell.decoder.training;

import java.io.IOException;
import java.util.Map;

/** Hears how training goes; writes progress, checkpoints and the best model. */
public interface TrainingListener {

  /**
   * After each batch.
   *
   * @param batches batches of the epoch
   * @param tokensPerSecond target tokens per second since this process began to train
   */
  void onBatch(TrainingPosition position, int batches, double tokensPerSecond) throws IOException;

  /**
   * After each epoch and its dev score, before the next begins.
   *
   * @param position the next epoch's start
   * @param meanLoss of the epoch, in nats per token
   * @param score of the epoch on dev
   * @param best whether no earlier epoch scored as high
   * @param weights what was scored, by name: the averaged weights of the epoch
   */
  void onEpoch(
      TrainingPosition position,
      double meanLoss,
      double score,
      boolean best,
      Map<String, float[]> weights)
      throws IOException;
}
