package org.showtell.app.cli.train;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.training.language.LanguageTrainingConfig;
import org.showtell.app.training.language.LanguageTrainingRun;
import org.showtell.dataset.vocabulary.TextVocabulary;
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
  @Option(
      names = "--data",
      required = true,
      paramLabel = "text:FILE",
      description = "Text to learn, in UTF-8.")
  private String data;

  @Mixin private TextTrainingOptions options;

  @Option(
      names = "--learned-start",
      description = "Train the state before the first token (default: no, zeros).")
  private boolean learnedStart;

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
          boolean stopped = stop.getAsBoolean();
          console.note(
              String.format(
                  Locale.ROOT,
                  "%s; best perplexity %.3f; model %s%s",
                  stopped ? "stopped" : "finished",
                  best,
                  options.output,
                  stopped ? "; it cannot go on from here, the same command begins anew" : ""));
        },
        "stopping; writing the model");
  }

  private LanguageTrainingConfig config() {
    boolean words = options.level == TextVocabulary.Level.WORD;
    return new LanguageTrainingConfig(
        new LanguageTrainingConfig.Text(
            TextTrainingOptions.file("--data", "text", data),
            options.level,
            minCount == null ? (words ? 2 : 1) : minCount,
            heldOut),
        new LanguageTrainingConfig.Network(
            options.embedding(),
            options.units,
            options.stack().withLearnedStart(learnedStart),
            options.dropout,
            new Initialisation(init, forgetBias)),
        new LanguageTraining.Config(
            batchSize,
            steps,
            optimiser,
            learningRate == null ? optimiser.usualRate() : learningRate,
            decay == null ? 0 : decay,
            new Clipping(
                options.clipNorm, clipValue == null ? Double.POSITIVE_INFINITY : clipValue),
            epochs,
            options.maxMinutes,
            options.seed),
        sampleEvery,
        options.written(spec));
  }
}
