package org.showtell.app.cli.train;

import java.nio.file.Path;
import java.util.List;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.training.TrainingFiles;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.nn.optim.Optimiser;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of training by gradient descent: the optimiser, when it stops, and checkpoints. */
final class TrainingOptions {
  private static final int MOST_WEIGHT = 1000;
  private static final int WARM_UP_STEPS = 100;
  private static final double LEARNING_RATE = 1e-3;

  static final int BATCH_SIZE = 128;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private TrainingFileOptions fileOptions;

  @Option(
      names = "--data-weights",
      paramLabel = "W,W",
      split = ",",
      description =
          "How often an epoch draws each example, one number per --data: 1 is once, 0.5 every other"
              + " example, 3 three times (default: 1).")
  private List<Double> dataWeights = List.of();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Most epochs (default: as many as make 4,000 steps, at least 20).")
  private int epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Epochs without a better validation score before training stops; 0: never (default:"
              + " 4).")
  private int patience = 4;

  @Option(
      names = "--max-minutes",
      paramLabel = "X",
      description = "Time limit in minutes (default: none).")
  private double maxMinutes = Double.POSITIVE_INFINITY;

  @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
  private long seed = 1;

  @Mixin private CheckpointOptions checkpoints;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "Largest norm of the whole gradient (default: 5).")
  private double clipNorm = 5;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description =
          "Captions or questions per step (default: 128); images per step with --self-critical"
              + " (default: 32) or --fine-tune-encoder (default: 24).")
  private Integer batchSize;

  @Option(
      names = "--optimiser",
      paramLabel = "O",
      description = "Optimiser: sgd (momentum 0.9), rmsprop, adagrad, adam (default: adam).")
  private Optimiser.Kind optimiser = Optimiser.Kind.ADAM;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "Peak learning rate (default: 0.001 for adam, 0.00025 rmsprop, 0.0125 adagrad, 0.0625 sgd;"
              + " a tenth of it with --from).")
  private Double learningRate;

  @Option(
      names = "--learning-rate-decay",
      paramLabel = "X",
      description = "Factor on the learning rate per epoch (default: 0.85).")
  private double decay = 0.85;

  @Option(
      names = "--schedule",
      paramLabel = "S",
      description =
          "Learning rate schedule: decay (a factor per epoch) or cosine (to zero over all --epochs)"
              + " (default: decay).")
  private TrainerConfig.Schedule schedule = TrainerConfig.Schedule.DECAY;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "Decoupled weight decay, as in AdamW (default: 0).")
  private double weightDecay;

  @Option(
      names = "--label-smoothing",
      paramLabel = "X",
      description = "Fraction of the target probability spread over all classes (default: 0.1).")
  private double labelSmoothing = 0.1;

  @Option(
      names = "--average-decay",
      paramLabel = "X",
      description =
          "Decay per step of the moving average of the weights, which is what is scored and saved;"
              + " 0: no average (default: 0.995).")
  private double averageDecay = 0.995;

  boolean namesEncoder() {
    return fileOptions.namesEncoder();
  }

  /** Whether the user gave an option, of those that have a default. */
  boolean given(String option) {
    return Usage.isTyped(command, option);
  }

  Path output() {
    return fileOptions.output();
  }

  Path checkpoint() {
    return checkpoints.folder(output());
  }

  private void checkWeights(int dataSets) {
    if (!dataWeights.isEmpty() && dataWeights.size() != dataSets) {
      throw new IllegalArgumentException(
          "--data-weights must have a weight for each of the %d data sets that --data names, but got %s"
              .formatted(dataSets, dataWeights));
    }
    boolean sound = dataWeights.stream().allMatch(w -> w >= 0 && w <= MOST_WEIGHT);
    if (!sound || !dataWeights.isEmpty() && dataWeights.stream().allMatch(w -> w == 0)) {
      throw new IllegalArgumentException(
          "--data-weights must be numbers from 0 to %d, not all of them 0, but got %s"
              .formatted(MOST_WEIGHT, dataWeights));
    }
  }

  /**
   * What is read and written.
   *
   * @param data what {@code --data} named, one data set or more
   * @param text what {@code --text} named
   * @throws IllegalArgumentException if there are weights, but not one for each
   */
  TrainingFiles files(List<String> data, TrainingFiles.Sentences text, CommandContext context) {
    checkWeights(data.size());
    return fileOptions.files(data, context, checkpoints.of(output()), dataWeights, text);
  }

  /** The trainer's settings, with the usual learning rate and batch size. */
  TrainerConfig trainer(AttentionObjective objective) {
    return trainer(objective, LEARNING_RATE, BATCH_SIZE);
  }

  /** The trainer's settings, with the learning rate and batch size of users who name none. */
  TrainerConfig trainer(AttentionObjective objective, double usualRate, int usualBatch) {
    int batch = batchSize == null ? usualBatch : batchSize;
    return trainer(objective, usualRate, batch, labelSmoothing, patience);
  }

  /** The settings given, and by default small batches, hard targets and all epochs. */
  TrainerConfig smallTrainer(int usualBatch) {
    return trainer(
        AttentionObjective.defaults(),
        LEARNING_RATE,
        given("--batch-size") ? batchSize : usualBatch,
        given("--label-smoothing") ? labelSmoothing : 0,
        given("--patience") ? patience : 0);
  }

  private TrainerConfig trainer(
      AttentionObjective objective, double usualRate, int batch, double smoothing, int patient) {
    double share = optimiser.usualRate() / Optimiser.Kind.ADAM.usualRate();
    return new TrainerConfig(
        batch,
        new TrainerConfig.Optimiser(
            learningRate == null ? usualRate * share : learningRate,
            decay,
            WARM_UP_STEPS,
            clipNorm,
            schedule,
            weightDecay,
            optimiser),
        new TrainerConfig.Regularisation(smoothing, averageDecay, objective),
        new TrainerConfig.Stopping(epochs, patient, maxMinutes),
        seed);
  }
}
