package org.showtell.app.cli.train;

import java.util.List;
import java.util.concurrent.Callable;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.training.sequence.SequenceTrainingConfig;
import org.showtell.app.training.sequence.SequenceTrainingRun;
import org.showtell.decoder.training.TrainerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code showtell train sequence}: an encoder-decoder from pairs of texts. */
@Command(
    name = "sequence",
    description = {
      "Trains an encoder-decoder on pairs of texts: a line is an input, a tab and an output.",
      "",
      "After each epoch outputs are written for held-out inputs; the weights with the most that are"
          + " exactly right are kept. Ctrl-C leaves a checkpoint and a bundle with the best weights so"
          + " far."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell train sequence --data pairs:dates.tsv --attention --bidirectional -o d.zip",
      "  showtell train sequence --data pairs:words.tsv --reverse --cell gru -o w.zip",
      "  showtell sample d.zip --prompt \"12 March 2024\""
    })
public final class TrainSequenceCommand implements Callable<Integer> {
  private static final int WARM_UP_STEPS = 50;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "pairs:FILE.tsv",
      description = "Pairs to learn, in UTF-8.")
  private String data;

  @Option(
      names = "--dev",
      paramLabel = "pairs:FILE.tsv",
      description = "Pairs to measure on (default: a share of --data, see --held-out).")
  private String dev;

  @Option(
      names = "--held-out",
      paramLabel = "X",
      description = "Share of the pairs, evenly spread, to measure on (default: 0.1).")
  private double heldOut = 0.1;

  @Option(names = "--reverse", description = "Read inputs from their end (default: no).")
  private boolean reverse;

  @Option(names = "--bidirectional", description = "Read inputs from both ends (default: no).")
  private boolean bidirectional;

  @Option(
      names = "--attention",
      description = "Attend to the input's tokens at every step (default: no).")
  private boolean attention;

  @Mixin private TextTrainingOptions options;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Learning rate of Adam (default: 0.005).")
  private double learningRate = 5e-3;

  @Option(
      names = "--learning-rate-decay",
      paramLabel = "X",
      description = "Factor on the learning rate per epoch of 200 steps (default: 0.85).")
  private double decay = 0.85;

  @Option(names = "--batch-size", paramLabel = "N", description = "Pairs per step (default: 16).")
  private int batchSize = 16;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Most epochs (default: as many as make 4,000 steps, at least 20).")
  private int epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Epochs without a better validation score before training stops; 0: never (default: 4).")
  private int patience = 4;

  @Mixin private CheckpointOptions checkpoints;

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  public TrainSequenceCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException {
    common.apply(context.terminal());
    TrainingConsole console = new TrainingConsole(context.terminal(), "tokens", "exact");
    SequenceTrainingConfig config;
    try {
      config = config();
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(spec, e.getMessage());
    }
    return console.train(
        new SequenceTrainingRun(config, console)::run,
        options.output,
        config.checkpoint().folder());
  }

  private SequenceTrainingConfig config() {
    if (reverse && bidirectional) {
      throw Usage.contradiction(spec, List.of("--reverse", "--bidirectional"));
    }
    return new SequenceTrainingConfig(
        new SequenceTrainingConfig.Data(
            TextTrainingOptions.file("--data", "pairs", data),
            dev == null ? null : TextTrainingOptions.file("--dev", "pairs", dev),
            heldOut,
            options.level),
        new SequenceTrainingConfig.Network(
            options.embedding(),
            options.units,
            options.stack(),
            reverse,
            bidirectional,
            attention,
            options.dropout),
        new TrainerConfig(
            batchSize,
            new TrainerConfig.Optimiser(learningRate, decay, WARM_UP_STEPS, options.clipNorm),
            new TrainerConfig.Regularisation(0, 0.95),
            new TrainerConfig.Stopping(epochs, patience, options.maxMinutes),
            options.seed),
        options.written(spec),
        checkpoints.of(options.output));
  }
}
