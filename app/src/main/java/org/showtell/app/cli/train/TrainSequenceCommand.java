package org.showtell.app.cli.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.training.sequence.SequenceTrainingConfig;
import org.showtell.app.training.sequence.SequenceTrainingRun;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Stack;
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
          + " exactly right are kept."
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
  private static final String PAIRS = "pairs:";
  private static final int WARM_UP_STEPS = 50;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "pairs:FILE.tsv",
      description = "Pairs to learn, in UTF-8.")
  private String data;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "M.zip",
      description = "Bundle to write: a .zip, or a folder.")
  private Path output;

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

  @Option(names = "--level", description = "What a token is: char or word (default: char).")
  private TextVocabulary.Level level = TextVocabulary.Level.CHAR;

  @Option(names = "--reverse", description = "Read inputs from their end (default: no).")
  private boolean reverse;

  @Option(names = "--bidirectional", description = "Read inputs from both ends (default: no).")
  private boolean bidirectional;

  @Option(
      names = "--attention",
      description = "Attend to the input's tokens at every step (default: no).")
  private boolean attention;

  @Mixin private CellOptions cells;

  @Option(names = "--units", paramLabel = "N", description = "Hidden size (default: 128).")
  private int units = 128;

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description = "Size of a token's vector (default: 64; as many as units with mut1 and mut2).")
  private Integer embedding;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description = "Dropout probability of token vectors and hidden states (default: 0).")
  private double dropout;

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

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "Largest norm of the whole gradient (default: 5).")
  private double clipNorm = 5;

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

  @Option(
      names = "--max-minutes",
      paramLabel = "X",
      description = "Time limit in minutes (default: none).")
  private double maxMinutes = Double.POSITIVE_INFINITY;

  @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
  private long seed = 1;

  @Option(
      names = "--name",
      description = "Model name that the card shows (default: the file's name).")
  private String name;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Licence of the weights, for the model's card (default: the pairs').")
  private String licence;

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
    SequenceTrainingRun run;
    try {
      run = new SequenceTrainingRun(config(), console);
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(spec, e.getMessage());
    }
    return console.run(
        stop -> {
          double best = run.run(stop);
          console.note(
              String.format(Locale.ROOT, "finished; best dev exact %.4f; model %s", best, output));
        },
        "stopping; writing the model");
  }

  private static Path pairs(String option, String given) {
    if (!given.startsWith(PAIRS)
        || !Files.isRegularFile(Path.of(given.substring(PAIRS.length())))) {
      throw new IllegalArgumentException(
          "%s must be pairs: and a file of pairs, but got %s".formatted(option, given));
    }
    return Path.of(given.substring(PAIRS.length()));
  }

  private SequenceTrainingConfig config() {
    if (reverse && bidirectional) {
      throw Usage.contradiction(spec, List.of("--reverse", "--bidirectional"));
    }
    Stack stack = cells.over(Stack.of(CellType.LSTM, 1));
    int usual = stack.cell().addsInput() ? units : 64;
    String bare = output.getFileName().toString().replaceFirst("\\.zip$", "");
    return new SequenceTrainingConfig(
        new SequenceTrainingConfig.Data(
            pairs("--data", data), dev == null ? null : pairs("--dev", dev), heldOut, level),
        new SequenceTrainingConfig.Network(
            embedding == null ? usual : embedding,
            units,
            stack,
            reverse,
            bidirectional,
            attention,
            dropout),
        new TrainerConfig(
            batchSize,
            new TrainerConfig.Optimiser(learningRate, decay, WARM_UP_STEPS, clipNorm),
            new TrainerConfig.Regularisation(0, 0.95),
            new TrainerConfig.Stopping(epochs, patience, maxMinutes),
            seed),
        new SequenceTrainingConfig.Output(
            output, name == null ? bare : name, licence, Usage.commandLine(spec)));
  }
}
