package org.showtell.app.cli.train;

import java.util.stream.Stream;
import org.showtell.app.training.vqa.VqaTrainingConfig.TrainedEncoder;
import org.showtell.decoder.training.TrainerConfig;
import picocli.CommandLine.Option;

/**
 * The options of {@code train vqa} about an encoder that is trained on the questions' own images,
 * and the other defaults then: a small network, small batches, all epochs.
 */
final class EncoderTrainingOptions {
  /** How often the question attends to the grid. */
  static final int ATTENTION_STEPS = 2;

  static final double DROPOUT = 0.1;

  private static final int SMALL = 128;
  private static final int BATCH = 64;

  @Option(
      names = "--train-encoder",
      description =
          "Train the encoder too, from scratch on the questions' images: for small images unlike"
              + " photos, such as drawn shapes. The defaults become --batch-size 64, --patience 0 and"
              + " --label-smoothing 0 (default: no).")
  private boolean wanted;

  @Option(
      names = "--image-size",
      paramLabel = "N",
      description = "With --train-encoder: side of its input in pixels (default: 64).")
  private int imageSize = 64;

  @Option(
      names = "--encoder-layers",
      paramLabel = "LIST",
      description =
          "With --train-encoder: filters of each convolution, and P for a pooling layer (default:"
              + " 16,P,32,P,64,P,64).")
  private String layers = "16,P,32,P,64,P,64";

  @Option(
      names = "--shift",
      paramLabel = "N",
      description =
          "With --train-encoder: random shift of each training image, at most N pixels (default:"
              + " 2).")
  private int shift = 2;

  boolean isWanted() {
    return wanted;
  }

  /**
   * Refuses options that contradict a trained encoder.
   *
   * @throws IllegalArgumentException that names the options
   */
  void check(TrainingOptions training, boolean blind, String into) {
    Stream.of("--blind", "--into", "--encoder", "--weights")
        .filter(
            option ->
                switch (option) {
                  case "--blind" -> blind;
                  case "--into" -> into != null;
                  default -> training.given(option);
                })
        .findFirst()
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  "--train-encoder and " + other + " contradict each other: leave one out");
            });
  }

  TrainedEncoder encoder() {
    return new TrainedEncoder(imageSize, layers, shift);
  }

  /** A size that the user gave, or the one that small images need. */
  int orSmall(TrainingOptions training, String option, int given) {
    return training.given(option) ? given : SMALL;
  }

  TrainerConfig trainer(TrainingOptions training) {
    return training.smallTrainer(BATCH);
  }
}
