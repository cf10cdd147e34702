package org.showtell.app.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.training.TrainingFiles;
import org.showtell.app.training.caption.CaptionTrainingConfig;
import org.showtell.app.training.caption.CaptionTrainingRun;
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
      "After each epoch the validation images are captioned by beam search and scored; the weights"
          + " with the best BLEU-4 are kept. Ctrl-C leaves a checkpoint and a bundle with the best"
          + " weights so far."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell train caption --data flickr8k:DIR -o mine.zip",
      "  showtell train caption --data folder:photos-with-txt -o mine.zip --epochs 30",
      "  showtell train caption --data coco:train.json,train2017 \\",
      "      --dev coco:val.json,val2017 -o m.zip",
      "  showtell train caption --from m.zip --data video:msrvtt.json,videos -o v.zip",
      "  showtell train caption --from m.zip --self-critical --data flickr8k:DIR \\",
      "      -o better.zip",
      "  showtell train caption --from m.zip --fine-tune-encoder --data flickr8k:DIR \\",
      "      -o better.zip",
      "  showtell train caption --encoder vgg16 --data flickr8k:DIR -o m.zip",
      "  showtell caption -m mine.zip photos/"
    })
public final class TrainCaptionCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "Training data: flickr8k:DIR, coco:ANNOTATIONS.json,IMAGES, karpathy:dataset.json,IMAGES,"
              + " folder:DIR or video:CAPTIONS.json,VIDEOS_DIR; IMAGES is a folder or a .zip. Repeat"
              + " to train on several datasets; the first one's validation split counts, unless"
              + " --dev names others.")
  private List<String> data;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      description =
          "Sentences without photos, one per line (.gz too), to train a network that attends to"
              + " detected words (--like semantic) on objects that are in none of your photos"
              + " (default: none).")
  private Path text;

  @Option(
      names = "--text-draws",
      paramLabel = "N",
      description = "Sentences of --text per epoch (default: 24000).")
  private int textDraws = 24_000;

  /** A tenth of the usual rate, to adapt the trained weights without losing them. */
  private static final double FINE_TUNING_RATE = 1e-4;

  /** Images of a self-critical step, each with several sentences. */
  private static final int SELF_CRITICAL_BATCH = 32;

  /** Images of a step that trains the encoder, each with all of its captions. */
  private static final int ENCODER_BATCH = 24;

  @Mixin private TrainingOptions training;

  @ArgGroup(exclusive = false, validate = false, heading = "Network:%n")
  private NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "Fine-tune this caption model: its vocabulary, network and (without --encoder) encoder,"
              + " at a tenth of the learning rate (default: start from random weights).")
  private String from;

  @Option(
      names = "--self-critical",
      paramLabel = "S",
      fallbackValue = "5",
      arity = "0..1",
      description =
          "With --from: self-critical training, by the CIDEr of S sampled sentences per image"
              + " instead of the cross-entropy (default: no; S: 5).")
  private int samples;

  @Option(
      names = "--fine-tune-encoder",
      description =
          "With --from: also train the encoder, through the captioner's loss; for models that"
              + " contain their encoder (default: no).")
  private boolean fineTuneEncoder;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description =
          "Exponent of the length in beam search, on the validation data and saved with the model"
              + " (default: 1).")
  private double lengthPenalty = 1;

  @Option(
      names = "--word-bonus",
      paramLabel = "X",
      description =
          "Score in beam search for each detected word that a caption contains, times the word's"
              + " probability; on the validation data and saved with the model (default:"
              + " 0.7).")
  private double wordBonus = 0.7;

  @Option(
      names = "--evidence-weight",
      paramLabel = "X",
      description =
          "Weight of what the word detector says for and against the objects in a caption; saved"
              + " with the model, the validation scores are without it (default: 0).")
  private double evidenceWeight;

  @Option(
      names = "--min-word-count",
      paramLabel = "N",
      description = "Least count of a vocabulary word; rarer words become UNK (default: 5).")
  private int minWordCount = 5;

  @Option(
      names = "--max-words",
      paramLabel = "N",
      description = "Longest training caption in words; the rest is cut (default: 22).")
  private int maxWords = 22;

  @Option(
      names = "--init",
      paramLabel = "LM.zip",
      description =
          "Word language model of train language to start with: its cell, sizes and layers must be"
              + " the network's (default: random weights).")
  private Path language;

  @Option(
      names = "--scheduled-sampling",
      paramLabel = "X",
      description =
          "Share of words that the decoder reads from itself instead of from the caption; it rises"
              + " from 0 to X over all epochs (default: 0).")
  private double scheduledSampling;

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  public TrainCaptionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws UsageException {
    common.apply(context.terminal());
    Path folder = training.checkpoint();
    CaptionTrainingConfig config;
    try {
      config = config();
    } catch (IllegalArgumentException e) {
      throw Usage.wrong(spec, e.getMessage());
    }
    TrainingConsole console = new TrainingConsole(context.terminal(), "tokens", "BLEU-4");
    return console.train(new CaptionTrainingRun(config, console)::run, training.output(), folder);
  }

  private int usualBatch() {
    if (fineTuneEncoder) {
      return ENCODER_BATCH;
    }
    return samples == 0 ? TrainingOptions.BATCH_SIZE : SELF_CRITICAL_BATCH;
  }

  private CaptionTrainingConfig config() {
    if (from == null && samples != 0) {
      throw new IllegalArgumentException(
          "--self-critical: name the trained model to fine-tune with --from; samples of a fresh"
              + " network score nothing");
    }
    if (fineTuneEncoder && (from == null || samples != 0)) {
      throw new IllegalArgumentException(
          "--fine-tune-encoder needs a trained model that is named with --from, and trains on the"
              + " captions' words: not together with --self-critical");
    }
    if (text != null && (samples != 0 || fineTuneEncoder)) {
      throw new IllegalArgumentException(
          "--text trains beside the captions' words, %s on images alone: leave out one of the two"
              .formatted(fineTuneEncoder ? "--fine-tune-encoder" : "--self-critical"));
    }
    if (from != null && network.isAsked()) {
      throw new IllegalArgumentException(
          "--from takes that model's network: leave out --like and the options of the network, but"
              + " for --coverage");
    }
    if (language != null && from != null) {
      throw new IllegalArgumentException("--init and --from contradict each other: leave one out");
    }
    if (scheduledSampling != 0 && (samples != 0 || fineTuneEncoder)) {
      throw new IllegalArgumentException(
          "--scheduled-sampling is for training on the captions' words with a fixed encoder: not"
              + " together with --self-critical or --fine-tune-encoder");
    }
    TrainingFiles files =
        training.files(data, new TrainingFiles.Sentences(text, textDraws), context);
    return new CaptionTrainingConfig(
        from == null || training.namesEncoder() ? files : files.withEncoder(from),
        network.recipe(),
        from == null
            ? null
            : new CaptionTrainingConfig.Continuation(from, samples, fineTuneEncoder),
        new CaptionTrainingConfig.Words(minWordCount, maxWords, language),
        new CaptionTrainingConfig.Search(lengthPenalty, wordBonus, evidenceWeight),
        (from == null
                ? training.trainer(network.objective())
                : training.trainer(network.objective(), FINE_TUNING_RATE, usualBatch()))
            .withScheduledSampling(scheduledSampling));
  }
}
