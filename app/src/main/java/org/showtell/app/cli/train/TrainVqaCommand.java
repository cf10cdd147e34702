package org.showtell.app.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.vqa.VqaTrainingConfig;
import org.showtell.app.training.vqa.VqaTrainingConfig.NetworkSizes;
import org.showtell.app.training.vqa.VqaTrainingConfig.QuestionSizes;
import org.showtell.app.training.vqa.VqaTrainingRun;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.vqa.ImageUse;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code showtell train vqa}: an answering model from questions about photos. */
@Command(
    name = "vqa",
    description = {
      "Trains a model that answers questions, and writes it as a bundle.",
      "",
      "After each epoch the dev questions are answered and scored by the official VQA accuracy; the"
          + " weights with the best one are kept. Ctrl-C leaves a checkpoint and a bundle with the"
          + " best so far."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell train vqa --data vqa:q.json,a.json,images --dev vqa:dq.json,da.json,images -o"
          + " m.zip",
      "  showtell train vqa --from-captions --data flickr8k:DIR --into starter -o both.zip",
      "  showtell train vqa --data captions:flickr8k:DIR --data vqa:q.json,a.json,i.zip -o m.zip",
      "  showtell train vqa --train-encoder --data vqa:q.json,a.json,images.zip -o shapes.zip",
      "  showtell ask -m m.zip photo.jpg \"what color is the dog?\""
    })
public final class TrainVqaCommand implements Callable<Integer> {
  private static final String CAPTIONS = "captions:";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "vqa:QUESTIONS.json,ANNOTATIONS.json,IMAGES[,PATTERN], visual7w:DATASET.json,IMAGES,"
              + " cocoqa:DIR,IMAGES or questions:FILE.csv|FILE.jsonl,IMAGES; captions:DATA makes"
              + " questions from captions. Given again: learnt together.")
  private List<String> data;

  @Option(
      names = "--from-captions",
      description =
          "Make the questions from captions (captions: before all data): objects, numbers, colours,"
              + " places, yes/no.")
  private boolean fromCaptions;

  @Option(
      names = "--into",
      paramLabel = "NAME|FILE",
      description =
          "A model that captions: the bundle keeps its captioner, and its encoder is used.")
  private String into;

  @Mixin private EncoderTrainingOptions learning;

  @Option(
      names = "--blind",
      description = "Show the network no image: what the questions alone are worth.")
  private boolean blind;

  @Option(
      names = "--attention",
      paramLabel = "LOOKS",
      arity = "0..1",
      fallbackValue = "1",
      description = "Look at the grid, once or LOOKS times (not, but read the image's vector).")
  private Integer looks;

  @Option(
      names = "--words",
      description =
          "With --into: read the words that the model detects in the image beside its vector.")
  private boolean words;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description =
          "With --words: sentences without photos, one a line (.gz too); questions that they answer"
              + " are learnt too.")
  private Path text;

  @Option(
      names = "--text-draws",
      paramLabel = "N",
      description = "Questions from --text that an epoch draws (${DEFAULT-VALUE}).")
  private int textDraws = 40_000;

  @Option(names = "--attention-size", paramLabel = "N", description = "A (${DEFAULT-VALUE}).")
  private int attentionSize = 256;

  @Option(names = "--embedding", paramLabel = "N", description = "E (${DEFAULT-VALUE}).")
  private int embedding = 200;

  @Option(names = "--units", paramLabel = "N", description = "U of a layer (${DEFAULT-VALUE}).")
  private int units = 256;

  @Option(names = "--layers", paramLabel = "N", description = "LSTM layers (${DEFAULT-VALUE}).")
  private int layers = 2;

  @Option(names = "--bidirectional", description = "Read the question from both ends.")
  private boolean bidirectional;

  @Option(
      names = "--common-size",
      paramLabel = "N",
      description = "C, where question and image meet (${DEFAULT-VALUE}).")
  private int commonSize = 512;

  @Option(names = "--dropout", paramLabel = "X", description = "(${DEFAULT-VALUE}).")
  private double dropout = 0.5;

  @Option(
      names = "--answers",
      paramLabel = "K",
      description = "How many answers there are at most, the most common ones (${DEFAULT-VALUE}).")
  private int answers = 2000;

  @Option(
      names = "--min-word-count",
      paramLabel = "N",
      description = "Rarer words of questions become UNK (${DEFAULT-VALUE}).")
  private int minWordCount = 3;

  @Mixin private TrainingOptions training;
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  public TrainVqaCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    common.apply(context.terminal());
    Path folder = training.checkpoint();
    VqaTrainingConfig config;
    try {
      config = config();
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    TrainingConsole console = new TrainingConsole(context.terminal(), "questions", "accuracy");
    return TrainingSession.run(
        new VqaTrainingRun(config, console)::run,
        console,
        context.terminal(),
        training.output(),
        folder);
  }

  private VqaTrainingConfig config() {
    if (text != null && !words) {
      throw new IllegalArgumentException(
          "--text teaches a network that reads detected words: give --words too, or leave it out");
    }
    if (blind && looks != null) {
      throw new IllegalArgumentException(
          "--blind and --attention contradict each other: leave one out");
    }
    if (learning.isWanted()) {
      return learntEncoder();
    }
    NetworkSizes sizes =
        new NetworkSizes(
            image(),
            new QuestionSizes(embedding, units, layers, bidirectional),
            commonSize,
            looks == null
                ? null
                : AttentionConfig.soft(attentionSize).withGate(AttentionConfig.Gate.NONE),
            looks == null ? 1 : looks,
            dropout);
    return new VqaTrainingConfig(
        files(new TrainingFiles.Sentences(text, textDraws)),
        into,
        null,
        sizes,
        answers,
        minWordCount,
        training.trainer(AttentionObjective.defaults()));
  }

  private ImageUse image() {
    if (words && (blind || looks != null || into == null)) {
      throw new IllegalArgumentException(
          "--words reads a vector with the words that the model of --into detects: name that model,"
              + " and leave out --blind and --attention");
    }
    if (words) {
      return ImageUse.WORDS;
    }
    return blind ? ImageUse.NONE : looks == null ? ImageUse.VECTOR : ImageUse.GRID;
  }

  private VqaTrainingConfig learntEncoder() {
    learning.check(training, blind, into);
    NetworkSizes sizes =
        new NetworkSizes(
            ImageUse.PLACES,
            new QuestionSizes(
                learning.orSmall(training, "--embedding", embedding),
                learning.orSmall(training, "--units", units),
                training.given("--layers") ? layers : 1,
                bidirectional),
            learning.orSmall(training, "--common-size", commonSize),
            null,
            looks == null ? EncoderTrainingOptions.LOOKS : looks,
            training.given("--dropout") ? dropout : EncoderTrainingOptions.DROPOUT);
    return new VqaTrainingConfig(
        files(TrainingFiles.Sentences.NONE),
        null,
        learning.encoder(),
        sizes,
        answers,
        minWordCount,
        learning.trainer(training));
  }

  private TrainingFiles files(TrainingFiles.Sentences sentences) {
    TrainingFiles files = training.files(data, sentences, context);
    if (into != null) {
      files = files.withEncoder(into);
    }
    return fromCaptions
        ? files.withData(prefixed(files.data().train()), prefixed(files.data().dev()))
        : files;
  }

  private static List<String> prefixed(List<String> captions) {
    return captions.stream().map(one -> one.startsWith(CAPTIONS) ? one : CAPTIONS + one).toList();
  }
}
