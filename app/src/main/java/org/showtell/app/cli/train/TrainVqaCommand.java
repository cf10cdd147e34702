package org.showtell.app.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.vqa.VqaTrainingConfig;
import org.showtell.app.training.vqa.VqaTrainingConfig.NetworkSizes;
import org.showtell.app.training.vqa.VqaTrainingConfig.QuestionSizes;
import org.showtell.app.training.vqa.VqaTrainingRun;
import org.showtell.attention.AttentionConfig;
import org.showtell.attention.AttentionObjective;
import org.showtell.decoder.CellType;
import org.showtell.decoder.vqa.ImageUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code showtell train vqa}: an answering model from questions about photos. */
@Command(
    name = "vqa",
    description = {
      "Trains a model that answers questions about photos, and writes it as a bundle.",
      "",
      "After each epoch the validation questions are answered and scored by the official VQA"
          + " accuracy; the weights with the best one are kept. Ctrl-C leaves a checkpoint and a"
          + " bundle with the best weights so far."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell train vqa --data vqa:q.json,a.json,images \\",
      "      --dev vqa:dq.json,da.json,images -o m.zip",
      "  showtell train vqa --from-captions --data flickr8k:DIR --into starter \\",
      "      -o both.zip",
      "  showtell train vqa --data captions:flickr8k:DIR \\",
      "      --data vqa:q.json,a.json,i.zip -o m.zip",
      "  showtell train vqa --train-encoder --data vqa:q.json,a.json,i.zip -o m.zip",
      "  showtell ask -m m.zip photo.jpg \"what color is the dog?\""
    })
public final class TrainVqaCommand implements Callable<Integer> {
  private static final List<String> LIKE = List.of("vqa-lstm", "vqa-lstm-small");
  private static final int PUBLISHED_ANSWERS = 1000;
  private static final int SMALL_SIZE = 128;

  private static final String CAPTIONS = "captions:";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "Training data: vqa:QUESTIONS.json,ANNOTATIONS.json,IMAGES[,PATTERN],"
              + " visual7w:DATASET.json,IMAGES, cocoqa:DIR,IMAGES or"
              + " questions:FILE.csv|FILE.jsonl,IMAGES; captions:DATA makes questions from captions."
              + " Repeat to train on several datasets.")
  private List<String> data;

  @Option(
      names = "--like",
      paramLabel = "NAME",
      description =
          "Published network: vqa-lstm (Agrawal, Antol et al. 2015: two layers of 512 units, a"
              + " common space of 1,024, 1,000 answers), or vqa-lstm-small with 128 units at most;"
              + " the options below override it (default: none).")
  private String like;

  @Option(
      names = "--from-captions",
      description =
          "Make the questions from captions, about objects, numbers, colours, places and yes/no; as"
              + " if captions: stood before all data (default: no).")
  private boolean fromCaptions;

  @Option(
      names = "--into",
      paramLabel = "NAME|FILE",
      description =
          "Caption model to add question answering to: its encoder is used, and the bundle keeps"
              + " its captioner (default: none).")
  private String into;

  @Mixin private EncoderTrainingOptions ownEncoder;

  @Option(
      names = "--blind",
      description = "Train a baseline that sees the questions alone (default: no).")
  private boolean blind;

  @Option(
      names = "--attention",
      paramLabel = "N",
      arity = "0..1",
      fallbackValue = "1",
      description =
          "Attend to the feature grid, in N steps, 1 if no N is given (default: no attention, the"
              + " image's feature vector).")
  private Integer steps;

  @Option(
      names = "--words",
      description = "With --into: also read the detected words of the image (default: no).")
  private boolean words;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description =
          "With --words: sentences without photos, one per line (.gz too), to make more training"
              + " questions from (default: none).")
  private Path text;

  @Option(
      names = "--text-draws",
      paramLabel = "N",
      description = "Questions from --text per epoch (default: 40000).")
  private int textDraws = 40_000;

  @Option(
      names = "--attention-size",
      paramLabel = "N",
      description = "Hidden size of the attention (default: 256).")
  private int attentionSize = 256;

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description = "Word embedding size (default: 200; 128 with --train-encoder).")
  private int embedding = 200;

  @Option(
      names = "--units",
      paramLabel = "N",
      description = "Hidden size (default: 256; 128 with --train-encoder).")
  private int units = 256;

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      description = "Recurrent cell that reads the question, as of train caption (default: lstm).",
      converter = CellOptions.CellConverter.class)
  private CellType cell = CellType.LSTM;

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Recurrent layers (default: 2; 1 with --train-encoder).")
  private int layers = 2;

  @Option(
      names = "--bidirectional",
      description = "Read the question with a bidirectional LSTM (default: no).")
  private boolean bidirectional;

  @Option(
      names = "--common-size",
      paramLabel = "N",
      description =
          "Size of the common space of question and image (default: 512; 128 with"
              + " --train-encoder).")
  private int commonSize = 512;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description = "Dropout probability (default: 0.5; 0.1 with --train-encoder).")
  private double dropout = 0.5;

  @Option(
      names = "--answers",
      paramLabel = "K",
      description = "Number of answer classes: the K most common answers (default: 2000).")
  private int answers = 2000;

  @Option(
      names = "--min-word-count",
      paramLabel = "N",
      description = "Least count of a question's word; rarer words become UNK (default: 3).")
  private int minWordCount = 3;

  @Mixin private TrainingOptions training;
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  public TrainVqaCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException {
    common.apply(context.terminal());
    Path folder = training.checkpoint();
    VqaTrainingConfig config;
    try {
      config = config();
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(spec, e.getMessage());
    }
    TrainingConsole console = new TrainingConsole(context.terminal(), "questions", "accuracy");
    return console.train(new VqaTrainingRun(config, console)::run, training.output(), folder);
  }

  private VqaTrainingConfig config() {
    if (text != null && !words) {
      throw new IllegalArgumentException(
          "--text trains a network that reads detected words: give --words too, or leave it out");
    }
    if (blind && steps != null) {
      throw new IllegalArgumentException(
          "--blind and --attention contradict each other: leave one out");
    }
    boolean own = ownEncoder.isWanted();
    if (like != null && (own || steps != null || words || !LIKE.contains(like))) {
      throw new IllegalArgumentException(
          ("--like must be one of %s, and without --train-encoder, --attention and --words, but"
                  + " got %s")
              .formatted(String.join(", ", LIKE), like));
    }
    if (own) {
      ownEncoder.check(training, blind, into);
    }
    return new VqaTrainingConfig(
        files(own ? TrainingFiles.Sentences.NONE : new TrainingFiles.Sentences(text, textDraws)),
        into,
        own ? ownEncoder.encoder() : null,
        own ? smallNetwork() : network(),
        like == null || training.given("--answers") ? answers : PUBLISHED_ANSWERS,
        minWordCount,
        own ? ownEncoder.trainer(training) : training.trainer(AttentionObjective.defaults()));
  }

  private NetworkSizes network() {
    return new NetworkSizes(
        image(),
        new QuestionSizes(
            published("--embedding", embedding, 200),
            published("--units", units, 512),
            layers,
            bidirectional,
            cell),
        published("--common-size", commonSize, 1024),
        steps == null
            ? null
            : AttentionConfig.soft(attentionSize).withGate(AttentionConfig.Gate.NONE),
        steps == null ? 1 : steps,
        dropout);
  }

  private int published(String option, int given, int size) {
    if (like == null || training.given(option)) {
      return given;
    }
    return like.endsWith("-small") ? Math.min(SMALL_SIZE, size) : size;
  }

  private NetworkSizes smallNetwork() {
    return new NetworkSizes(
        ImageUse.PLACES,
        new QuestionSizes(
            ownEncoder.orSmall(training, "--embedding", embedding),
            ownEncoder.orSmall(training, "--units", units),
            training.given("--layers") ? layers : 1,
            bidirectional,
            cell),
        ownEncoder.orSmall(training, "--common-size", commonSize),
        null,
        steps == null ? EncoderTrainingOptions.ATTENTION_STEPS : steps,
        training.given("--dropout") ? dropout : EncoderTrainingOptions.DROPOUT);
  }

  private ImageUse image() {
    if (words && (blind || steps != null || into == null)) {
      throw new IllegalArgumentException(
          "--words reads a vector with the words that the model of --into detects: name that model,"
              + " and leave out --blind and --attention");
    }
    if (words) {
      return ImageUse.WORDS;
    }
    return blind ? ImageUse.NONE : steps == null ? ImageUse.VECTOR : ImageUse.GRID;
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
