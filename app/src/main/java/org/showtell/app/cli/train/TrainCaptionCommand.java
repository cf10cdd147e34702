package org.showtell.app.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.showtell.app.cli.models.NetworkOptions;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.caption.CaptionTrainingConfig;
import org.showtell.app.training.caption.CaptionTrainingRun;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code showtell train caption}: a caption model from photos with captions. */
@Command(
    name = "caption",
    description = {
      "Trains a caption model and writes it as a bundle.",
      "",
      "After each epoch the dev captions are written by beam search and scored; the weights with"
          + " the best BLEU-4 are kept. Ctrl-C leaves a checkpoint and a bundle with the best so"
          + " far."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell train caption --data flickr8k:DIR -o mine.zip",
      "  showtell train caption --data folder:photos-with-txt -o mine.zip --epochs 30",
      "  showtell train caption --data coco:train.json,train2017 --dev coco:val.json,val2017 -o"
          + " m.zip",
      "  showtell train caption --from photos.zip --data video:msrvtt.json,videos -o videos.zip",
      "  showtell train caption --from m.zip --self-critical --data flickr8k:DIR -o better.zip",
      "  showtell train caption --from m.zip --fine-tune-encoder --data flickr8k:DIR -o better.zip",
      "  showtell train caption --encoder vgg16 --data coco:train.json,train2017.zip -o m.zip",
      "  showtell caption -m mine.zip photos/"
    })
public final class TrainCaptionCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "flickr8k:DIR, coco:ANNOTATIONS.json,IMAGES, karpathy:dataset.json,IMAGES, folder:DIR or"
              + " video:CAPTIONS.json,VIDEOS_DIR; a .zip serves wherever a folder of images is"
              + " named. Given again: learnt together with the first, by whose dev it stops"
              + " unless --dev names others.")
  private List<String> data;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description =
          "Sentences without photos, one a line (.gz too): they teach a network that attends to"
              + " detected words (--like semantic) to speak of what no photo of yours shows.")
  private Path text;

  @Option(
      names = "--text-draws",
      paramLabel = "N",
      description = "Sentences of --text that an epoch draws (${DEFAULT-VALUE}).")
  private int textDraws = 24_000;

  /** A tenth of the usual rate: what was learnt is kept, and bent. */
  private static final double FINE_TUNING_RATE = 1e-4;

  /** Images of a self-critical step, each with several sentences. */
  private static final int IMAGES = 32;

  /** Images of a step in which the encoder learns, each with all of its captions. */
  private static final int PICTURES = 24;

  @Mixin private TrainingOptions training;

  @ArgGroup(exclusive = false, validate = false, heading = "The network:%n")
  private NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "Go on from a trained caption model, with its words, network and (without --encoder)"
              + " encoder: pre-train on photos, then fine-tune on video: at a lower rate.")
  private String from;

  @Option(
      names = "--self-critical",
      paramLabel = "S",
      fallbackValue = "5",
      arity = "0..1",
      description =
          "With --from: draw S sentences per image (5) and learn from their CIDEr, not from the"
              + " captions' words.")
  private int samples;

  @Option(
      names = "--fine-tune-encoder",
      description =
          "With --from: the encoder goes on learning too, through the captioner's loss; for models"
              + " that carry their encoder.")
  private boolean fineTuneEncoder;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description = "Of the search on dev, and the model's own afterwards (${DEFAULT-VALUE}).")
  private double lengthPenalty = 1;

  @Option(
      names = "--word-bonus",
      paramLabel = "X",
      description =
          "What a detected word adds to the rank of a caption that says it, times its probability:"
              + " of the search on dev, and the model's own afterwards (${DEFAULT-VALUE}).")
  private double wordBonus = 0.7;

  @Option(
      names = "--min-word-count",
      paramLabel = "N",
      description = "Rarer words become UNK (${DEFAULT-VALUE}).")
  private int minWordCount = 5;

  @Option(
      names = "--max-words",
      paramLabel = "N",
      description = "Longer captions are cut (${DEFAULT-VALUE}).")
  private int maxWords = 22;

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  public TrainCaptionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    common.apply(context.terminal());
    Path folder = training.checkpoint();
    CaptionTrainingConfig config;
    try {
      config = config();
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    TrainingConsole console = new TrainingConsole(context.terminal(), "tokens", "BLEU-4");
    return TrainingSession.run(
        new CaptionTrainingRun(config, console)::run,
        console,
        context.terminal(),
        training.output(),
        folder);
  }

  private int usualBatch() {
    if (fineTuneEncoder) {
      return PICTURES;
    }
    return samples == 0 ? TrainingOptions.BATCH_SIZE : IMAGES;
  }

  private CaptionTrainingConfig config() {
    if (from == null && samples != 0) {
      throw new IllegalArgumentException(
          "--self-critical "
              + samples
              + ": name the trained model to go on from with --from; what a fresh network draws"
              + " earns nothing");
    }
    if (fineTuneEncoder && (from == null || samples != 0)) {
      throw new IllegalArgumentException(
          "--fine-tune-encoder goes on from a trained model that is named with --from, and learns"
              + " from the captions' words: not together with --self-critical");
    }
    if (text != null && (samples != 0 || fineTuneEncoder)) {
      throw new IllegalArgumentException(
          "--text "
              + text
              + " is learnt beside captions by their words; "
              + (fineTuneEncoder ? "--fine-tune-encoder" : "--self-critical")
              + " learns from images alone: leave out one of the two");
    }
    if (from != null && network.isAsked()) {
      throw new IllegalArgumentException(
          "--from "
              + from
              + " takes that model's network: leave out --like and the options of the network, but"
              + " for --coverage");
    }
    TrainingFiles files =
        training.files(data, new TrainingFiles.Sentences(text, textDraws), context);
    return new CaptionTrainingConfig(
        from == null || training.namesEncoder() ? files : files.withEncoder(from),
        network.recipe(),
        from == null
            ? null
            : new CaptionTrainingConfig.Continuation(from, samples, fineTuneEncoder),
        new CaptionTrainingConfig.Words(minWordCount, maxWords),
        new CaptionTrainingConfig.Search(lengthPenalty, wordBonus),
        from == null
            ? training.trainer(network.objective())
            : training.trainer(network.objective(), FINE_TUNING_RATE, usualBatch()));
  }
}
