package org.showtell.app.training;

import java.util.List;
import java.util.stream.Stream;

/** Is told what a training run does; the command line prints it. */
public interface TrainingReport {

  /** A line about the run: sizes, coverage, an image left out. */
  void note(String line);

  /** What the data sets hold that was left out; a note that both have is told once. */
  default void leftOut(List<String> train, List<String> dev) {
    Stream.concat(train.stream(), dev.stream()).distinct().forEach(this::note);
  }

  /** How many images are encoded. */
  void encoded(int done, int total);

  /**
   * After each batch.
   *
   * @param epoch from 1
   * @param epochs at most
   * @param batch from 1
   * @param meanLoss of the epoch so far, nats per token or question
   * @param perSecond tokens or questions of this process
   */
  void batch(int epoch, int epochs, int batch, int batches, double meanLoss, double perSecond);

  /**
   * After each epoch.
   *
   * @param epoch from 1
   * @param meanLoss of the epoch
   * @param dev the scores on dev, named
   * @param best whether no earlier epoch scored as high
   */
  void epoch(int epoch, double meanLoss, String dev, boolean best);
}
