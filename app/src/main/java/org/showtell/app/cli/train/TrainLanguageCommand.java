package org.showtell.app.cli.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.training.language.LanguageTrainingConfig;
import org.showtell.app.training.language.LanguageTrainingRun;
import org.showtell.dataset.vocabulary.TextVocabulary;
import org.showtell.decoder.CellType;
import org.showtell.decoder.Stack;
import org.showtell.decoder.cell.Initialisation;
import org.showtell.decoder.language.LanguageTraining;
import org.showtell.nn.optim.Clipping;
import org.showtell.nn.optim.Optimiser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code showtell train language}: a language model from a text file. */
@Command(
    name = "language",
    description = {
      "Trains a language model of characters or words on a text file.",
      "",
      "The text is read in pieces whose state is carried on, and gradients go back to the beginning"
          + " of a piece (truncated back-propagation through time). After each epoch the perplexity"
          + " of the held-out end is measured; the best weights are kept."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell train language --data text:shakespeare.txt -o m.zip",
      "  showtell train language --data text:novel.txt --level word --cell gru --layers 2 -o w.zip",
      "  showtell sample m.zip --length 500 --temperature 0.7"
    })
public final class TrainLanguageCommand implements Callable<Integer> {
  private static final String TEXT = "text:";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "text:FILE",
      description = "Text to learn, in UTF-8.")
  private String data;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "M.zip",
      description = "Bundle to write: a .zip, or a folder.")
  private Path output;

  @Option(names = "--level", description = "What a token is: char or word (default: char).")
  private TextVocabulary.Level level = TextVocabulary.Level.CHAR;

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
      names = "--init",
      paramLabel = "W",
      description =
          "First recurrent weights: cell (as the cell says), xavier, uniform, orthogonal, identity"
              + " (default: cell).")
  private Initialisation.Weights init = Initialisation.Weights.CELL;

  @Option(
      names = "--forget-bias",
      paramLabel = "X",
      description = "First bias of an LSTM's forget gate (default: 1).")
  private double forgetBias = 1;

  @Option(
      names = "--optimiser",
      paramLabel = "O",
      description = "Optimiser: sgd (momentum 0.9), rmsprop, adagrad, adam (default: adam).")
  private Optimiser.Kind optimiser = Optimiser.Kind.ADAM;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Learning rate (default: 0.008 for adam, 0.002 rmsprop, 0.1 adagrad, 0.5 sgd).")
  private Double learningRate;

  @Option(
      names = "--learning-rate-decay",
      paramLabel = "X",
      description =
          "Factor on the rate after each epoch of the second half (default: what brings it to a"
              + " tenth at the end).")
  private Double decay;

  @Option(
      names = "--clip-norm",
      paramLabel = "X",
      description = "Largest norm of the whole gradient (default: 5).")
  private double clipNorm = 5;

  @Option(
      names = "--clip-value",
      paramLabel = "X",
      description = "Largest size of each element of the gradient (default: none).")
  private Double clipValue;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Tokens that gradients go back over (default: 25).")
  private int steps = 25;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Places of the text that are read side by side (default: 32).")
  private int batchSize = 32;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Passes over the text (default: as many as read about 400,000 tokens, from 3 to 200).")
  private int epochs;

  @Option(
      names = "--max-minutes",
      paramLabel = "X",
      description = "Time limit in minutes (default: none).")
  private double maxMinutes = Double.POSITIVE_INFINITY;

  @Option(
      names = "--held-out",
      paramLabel = "X",
      description = "Share of the text, at its end, to measure perplexity on (default: 0.05).")
  private double heldOut = 0.05;

  @Option(
      names = "--min-word-count",
      paramLabel = "N",
      description = "Least count of a token; rarer ones are unknown (default: 1; words: 2).")
  private Integer minCount;

  @Option(
      names = "--sample-every",
      paramLabel = "N",
      description = "Tokens between samples on stderr; 0: none (default: 200000).")
  private int sampleEvery = 200_000;

  @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
  private long seed = 1;

  @Option(names = "--name", description = "Model name for its card (default: the file's name).")
  private String name;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Licence of the weights, for the model's card (default: the text's).")
  private String licence;

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  public TrainLanguageCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException {
    common.apply(context.terminal());
    TrainingConsole console = new TrainingConsole(context.terminal(), "tokens", "perplexity");
    LanguageTrainingRun run;
    try {
      run = new LanguageTrainingRun(config(), console);
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(spec, e.getMessage());
    }
    return console.run(
        stop -> {
          double best = run.run(stop);
          console.note(
              String.format(Locale.ROOT, "finished; best perplexity %.3f; model %s", best, output));
        },
        "stopping; writing the model");
  }

  private LanguageTrainingConfig config() {
    if (!data.startsWith(TEXT)) {
      throw new IllegalArgumentException("--data must be text:FILE, but got " + data);
    }
    Path file = Path.of(data.substring(TEXT.length()));
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "--data must be text: and a text file, but got %s, which is none".formatted(data));
    }
    Stack stack = cells.over(Stack.of(CellType.LSTM, 1));
    int usual = stack.cell().addsInput() ? units : 64;
    boolean words = level == TextVocabulary.Level.WORD;
    String bare = output.getFileName().toString().replaceFirst("\\.zip$", "");
    return new LanguageTrainingConfig(
        new LanguageTrainingConfig.Text(
            file, level, minCount == null ? (words ? 2 : 1) : minCount, heldOut),
        new LanguageTrainingConfig.Network(
            embedding == null ? usual : embedding,
            units,
            stack,
            dropout,
            new Initialisation(init, forgetBias)),
        new LanguageTraining.Config(
            batchSize,
            steps,
            optimiser,
            learningRate == null ? optimiser.usualRate() : learningRate,
            decay == null ? 0 : decay,
            new Clipping(clipNorm, clipValue == null ? Double.POSITIVE_INFINITY : clipValue),
            epochs,
            maxMinutes,
            seed),
        new LanguageTrainingConfig.Output(
            output, name == null ? bare : name, licence, Usage.commandLine(spec), sampleEvery));
  }
}
