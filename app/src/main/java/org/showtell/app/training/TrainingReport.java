package org.showtell.app.training;

/** Hears what a training run does; the command line prints it. */
public interface TrainingReport {

  /** A line about the run: sizes, coverage, an image left out. */
  void note(String line);

  /** How many images are encoded. */
  void encoded(int done, int total);

  /**
   * After each batch.
   *
   * @param epoch from 1
   * @param epochs at most
   * @param batch from 1
   * @param meanLoss of the epoch so far, nats per token
   * @param tokensPerSecond of this process
   */
  void batch(
      int epoch, int epochs, int batch, int batches, double meanLoss, double tokensPerSecond);

  /** After each epoch: the mean loss and the dev BLEU-1 to 4. */
  void epoch(int epoch, double meanLoss, double[] bleu, boolean best);
}
