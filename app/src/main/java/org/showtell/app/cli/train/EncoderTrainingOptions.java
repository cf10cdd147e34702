package org.showtell.app.cli.train;

import org.showtell.app.training.vqa.VqaTrainingConfig.TrainedEncoder;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.training.TrainerConfig;
import picocli.CommandLine.Option;

/**
 * What {@code train vqa} is asked about an encoder that is learnt from the questions' own images,
 * and what else is then usual: a small network, small batches, all epochs.
 */
final class EncoderTrainingOptions {
  /** How often the question looks at the grid. */
  static final int LOOKS = 2;

  static final double DROPOUT = 0.1;

  private static final int SMALL = 128;
  private static final int BATCH = 64;

  @Option(
      names = "--train-encoder",
      description =
          "Learn the encoder too, from the questions' own images: for small pictures that no"
              + " photo's encoder has seen the like of, such as drawn shapes.")
  private boolean wanted;

  @Option(
      names = "--image-size",
      paramLabel = "N",
      description = "With --train-encoder: side in pixels of what it sees (${DEFAULT-VALUE}).")
  private int imageSize = 64;

  @Option(
      names = "--encoder-layers",
      paramLabel = "LIST",
      description =
          "With --train-encoder: filters of its convolutions, and P for a pool"
              + " (${DEFAULT-VALUE}).")
  private String layers = "16,P,32,P,64,P,64";

  @Option(
      names = "--shift",
      paramLabel = "N",
      description =
          "With --train-encoder: pixels by which pictures are moved at most, each time anew"
              + " (${DEFAULT-VALUE}).")
  private int shift = 2;

  /** Whether the encoder is to be learnt. */
  boolean isWanted() {
    return wanted;
  }

  /**
   * Refuses what cannot be together.
   *
   * @throws IllegalArgumentException that names the options
   */
  void check(TrainingOptions training, boolean blind, String into) {
    String other =
        blind
            ? "--blind"
            : into != null
                ? "--into"
                : training.given("--encoder")
                    ? "--encoder"
                    : training.given("--weights") ? "--weights" : null;
    if (other != null) {
      throw new IllegalArgumentException(
          "--train-encoder and " + other + " contradict each other: leave one out");
    }
  }

  /** The encoder. */
  TrainedEncoder encoder() {
    return new TrainedEncoder(imageSize, layers, shift);
  }

  /** A size that the user gave, or the one that small pictures need. */
  int orSmall(TrainingOptions training, String option, int given) {
    return training.given(option) ? given : SMALL;
  }

  /** How it is trained: as asked, and where nothing is asked with small batches to the end. */
  TrainerConfig trainer(TrainingOptions training) {
    TrainerConfig asked = training.trainer(AttentionObjective.defaults());
    return new TrainerConfig(
        training.given("--batch-size") ? asked.batchSize() : BATCH,
        asked.optimiser(),
        new TrainerConfig.Regularisation(
            training.given("--label-smoothing") ? asked.regularisation().labelSmoothing() : 0,
            asked.regularisation().averageDecay(),
            asked.regularisation().attention()),
        new TrainerConfig.Stopping(
            asked.stopping().epochs(),
            training.given("--patience") ? asked.stopping().patience() : 0,
            asked.stopping().maxMinutes()),
        asked.seed());
  }
}
