package org.showtell.app.cli.train;

import java.nio.file.Path;
import java.util.List;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.cli.terminal.CacheFolder;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.RunOptions;
import org.showtell.app.training.TrainingFiles;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.training.TrainerConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every training is asked: data, encoder, how long, and where checkpoint and model go. */
final class TrainingOptions {
  private static final int MOST_WEIGHT = 1000;
  private static final int WARM_UP_STEPS = 100;
  private static final double LEARNING_RATE = 1e-3;
  private static final String EXTENSION = ".zip";

  /** Captions or questions of a step. */
  static final int BATCH_SIZE = 128;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "M.zip",
      description = "The bundle: a .zip, or a folder.")
  private Path output;

  @Option(names = "--split", paramLabel = "S", description = "Part to learn (${DEFAULT-VALUE}).")
  private String split = "train";

  @Option(
      names = "--data-weights",
      paramLabel = "W,W",
      split = ",",
      description =
          "How often each data set of --data is drawn against its size: 1 is each example once an"
              + " epoch, 0.5 every other one, 3 three times (1).")
  private List<Double> dataWeights = List.of();

  @Option(
      names = "--dev",
      paramLabel = "D2",
      description =
          "Data to stop by (the first of --data). Given again: by the mean of the data sets'"
              + " scores.")
  private List<String> devData;

  @Option(names = "--dev-split", paramLabel = "S", description = "Its part (${DEFAULT-VALUE}).")
  private String devSplit = "dev";

  @Option(
      names = "--encoder",
      paramLabel = "NAME|FILE",
      description =
          "A model whose encoder is taken (starter: an efficientnet-lite2), efficientnet-lite2 or"
              + " small-vgg with --weights, or their .safetensors, or vgg16, vgg16-notop,"
              + " vgg16-torchvision, vgg19, vgg19-notop. With @N behind a model or a .safetensors"
              + " of plain convolutions: photos of N pixels a side.")
  private String encoder;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "The encoder's weights: Keras' .h5, Deeplearning4j's .zip, PyTorch's .pth or"
              + " .safetensors (the downloaded ones).")
  private Path weights;

  @Option(names = "--name", description = "What results call the model (the file's name).")
  private String name;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "At most (as many as make 4,000 steps, at least 20).")
  private int epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Epochs without a better score before it stops; 0: never (${DEFAULT-VALUE}).")
  private int patience = 4;

  @Mixin private RunOptions run;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "Where image features are kept between runs (the cache folder).")
  private Path features;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Captions or questions (128); images with --self-critical (32).")
  private Integer batchSize;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Peak (0.001; 0.0001 for a caption model that goes on from another).")
  private Double learningRate;

  @Option(
      names = "--learning-rate-decay",
      paramLabel = "X",
      description = "Factor per epoch (${DEFAULT-VALUE}).")
  private double decay = 0.85;

  @Option(
      names = "--schedule",
      paramLabel = "S",
      description =
          "How the rate falls: decay (by a factor per epoch) or cosine (to zero over all --epochs;"
              + " decay).")
  private TrainerConfig.Schedule schedule = TrainerConfig.Schedule.DECAY;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "Of each weight per step, times the rate: AdamW (${DEFAULT-VALUE}).")
  private double weightDecay;

  @Option(
      names = "--label-smoothing",
      paramLabel = "X",
      description = "Share of the target spread over the vocabulary (${DEFAULT-VALUE}).")
  private double labelSmoothing = 0.1;

  @Option(
      names = "--average-decay",
      paramLabel = "X",
      description =
          "Of the moving average of the weights that is scored and stored; 0: none"
              + " (${DEFAULT-VALUE}).")
  private double averageDecay = 0.995;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Terms of the weights, for the model's card (the data's).")
  private String licence;

  /** Whether the user named an encoder. */
  boolean namesEncoder() {
    return encoder != null;
  }

  /** Whether the user gave an option, of those that have a default. */
  boolean given(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** The bundle. */
  Path output() {
    return output;
  }

  /** The folder of the checkpoint. */
  Path checkpoint() {
    return run.checkpoint(output, EXTENSION);
  }

  private void checkWeights(int dataSets) {
    if (!dataWeights.isEmpty() && dataWeights.size() != dataSets) {
      throw new IllegalArgumentException(
          "--data-weights: expected a weight for each of the "
              + dataSets
              + " data sets that --data names but got "
              + dataWeights);
    }
    boolean sound = dataWeights.stream().allMatch(w -> w >= 0 && w <= MOST_WEIGHT);
    if (!sound || !dataWeights.isEmpty() && dataWeights.stream().allMatch(w -> w == 0)) {
      throw new IllegalArgumentException(
          "--data-weights: expected numbers from 0 to "
              + MOST_WEIGHT
              + ", not all of them 0, but got "
              + dataWeights);
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
    List<String> dev = devData == null ? data.subList(0, 1) : devData;
    return new TrainingFiles(
        new TrainingFiles.Data(data, split, dev, devSplit, dataWeights),
        text,
        new TrainingFiles.Encoder(
            encoder == null ? ModelCatalog.STARTER : encoder,
            context.encoderWeights().orFile(weights),
            features == null
                ? CacheFolder.of(context.surroundings().environment()).resolve("features")
                : features),
        new TrainingFiles.Output(
            output,
            name == null ? RunOptions.bareName(output, EXTENSION) : name,
            licence,
            run.commandLine()),
        new TrainingFiles.Checkpoint(checkpoint(), run.resumes()));
  }

  /**
   * How it is trained.
   *
   * @param objective of attention
   */
  TrainerConfig trainer(AttentionObjective objective) {
    return trainer(objective, LEARNING_RATE, BATCH_SIZE);
  }

  /**
   * How it is trained.
   *
   * @param objective of attention
   * @param usualRate the learning rate for users who name none
   * @param usualBatch the batch size for users who name none
   */
  TrainerConfig trainer(AttentionObjective objective, double usualRate, int usualBatch) {
    return new TrainerConfig(
        batchSize == null ? usualBatch : batchSize,
        new TrainerConfig.Optimiser(
            learningRate == null ? usualRate : learningRate,
            decay,
            WARM_UP_STEPS,
            run.clipNorm(),
            schedule,
            weightDecay),
        new TrainerConfig.Regularisation(labelSmoothing, averageDecay, objective),
        new TrainerConfig.Stopping(epochs, patience, run.maxMinutes()),
        run.seed());
  }
}
