package org.showtell.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.showtell.app.pipeline.FailureReason;
import org.showtell.app.training.CaptionRecipe;
import org.showtell.app.training.CaptionTrainingConfig;
import org.showtell.app.training.CaptionTrainingRun;
import org.showtell.decoder.training.TrainerConfig;
import org.showtell.decoder.training.TrainingDivergedException;
import org.showtell.decoder.training.TrainingPosition;
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
      "After each epoch the dev captions are written by beam search and scored; the weights with the"
          + " best BLEU-4 are kept. Ctrl-C leaves a checkpoint and a bundle with the best so far."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell train caption --data flickr8k:DIR -o mine.zip",
      "  showtell train caption --data folder:photos-with-txt -o mine.zip --epochs 30",
      "  showtell train caption --data coco:train.json,train2017 --dev coco:val.json,val2017 -o m.zip",
      "  showtell train caption --encoder vgg16 --data coco:train.json,train2017.zip -o m.zip",
      "  showtell caption -m mine.zip photos/"
    })
final class TrainCaptionCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "flickr8k:DIR, coco:ANNOTATIONS.json,IMAGES, karpathy:dataset.json,IMAGES or folder:DIR;"
              + " a .zip serves wherever a folder of images is named.")
  private String data;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "M.zip",
      description = "The bundle: a .zip, or a folder.")
  private Path output;

  @Option(names = "--split", paramLabel = "S", description = "Part to learn (${DEFAULT-VALUE}).")
  private String split = "train";

  @Option(names = "--dev", paramLabel = "D2", description = "Data to stop by (the same data).")
  private String devData;

  @Option(names = "--dev-split", paramLabel = "S", description = "Its part (${DEFAULT-VALUE}).")
  private String devSplit = "dev";

  @Option(
      names = "--encoder",
      paramLabel = "NAME|FILE",
      description =
          "vgg16, vgg16-notop, vgg16-torchvision, vgg19, vgg19-notop, a model whose encoder is"
              + " taken, or the starter's weights as .safetensors (${DEFAULT-VALUE}).")
  private String encoder = "starter";

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

  @Option(names = "--max-minutes", paramLabel = "X", description = "Stop after so long.")
  private double maxMinutes = Double.POSITIVE_INFINITY;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Epochs without a better score before it stops; 0: never (${DEFAULT-VALUE}).")
  private int patience = 4;

  @Option(names = "--seed", paramLabel = "N", description = "Of all chance (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on from the checkpoint in DIR, to the bit.")
  private Path resume;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "Where the checkpoint is kept (beside the bundle, .checkpoint).")
  private Path checkpoint;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "Where image features are kept between runs (the cache folder).")
  private Path features;

  @ArgGroup(exclusive = false, validate = false, heading = "The network:%n")
  private NetworkOptions network = new NetworkOptions();

  @Option(names = "--batch-size", paramLabel = "N", description = "Captions (${DEFAULT-VALUE}).")
  private int batchSize = 128;

  @Option(names = "--learning-rate", paramLabel = "X", description = "Peak (${DEFAULT-VALUE}).")
  private double learningRate = 1e-3;

  @Option(
      names = "--learning-rate-decay",
      paramLabel = "X",
      description = "Factor per epoch (${DEFAULT-VALUE}).")
  private double decay = 0.85;

  @Option(names = "--clip-norm", paramLabel = "X", description = "(${DEFAULT-VALUE}).")
  private double clipNorm = 5;

  @Option(
      names = "--label-smoothing",
      paramLabel = "X",
      description = "Share of the target spread over the vocabulary (${DEFAULT-VALUE}).")
  private double labelSmoothing = 0.1;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Terms of the weights, for the model's card (the data's).")
  private String licence;

  @Option(
      names = "--average-decay",
      paramLabel = "X",
      description =
          "Of the moving average of the weights that is scored and stored; 0: none"
              + " (${DEFAULT-VALUE}).")
  private double averageDecay = 0.995;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description = "Of the search on dev, and the model's own afterwards (${DEFAULT-VALUE}).")
  private double lengthPenalty = 1;

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

  TrainCaptionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    common.apply(context.terminal());
    Path folder = resume != null ? resume : checkpoint != null ? checkpoint : besideOutput();
    if (resume != null && !Files.isDirectory(resume)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--resume " + resume + ": expected the folder of a checkpoint");
    }
    CaptionTrainingConfig config;
    try {
      config = config(folder);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    AtomicBoolean stop = new AtomicBoolean();
    TrainingConsole console = new TrainingConsole(context.terminal());
    try (Interruption interruption = new Interruption()) {
      interruption.guard(
          () -> {
            stop.set(true);
            console.note("stopping; writing the checkpoint");
          });
      TrainingPosition end = new CaptionTrainingRun(config, console).run(stop::get);
      console.end(end, output, folder);
      return ExitCode.DONE;
    } catch (TrainingDivergedException e) {
      context.terminal().error(e.getMessage());
      return ExitCode.SOME_FAILED;
    } catch (IOException | IllegalArgumentException e) {
      context.terminal().error(FailureReason.of(e));
      return ExitCode.UNUSABLE;
    }
  }

  private Path besideOutput() {
    String file = output.getFileName().toString();
    return output.resolveSibling(file.replaceFirst("\\.zip$", "") + ".checkpoint");
  }

  private CaptionTrainingConfig config(Path folder) {
    CaptionRecipe recipe = network.recipe();
    TrainerConfig trainer =
        new TrainerConfig(
            epochs,
            batchSize,
            learningRate,
            decay,
            100,
            clipNorm,
            labelSmoothing,
            averageDecay,
            patience,
            maxMinutes,
            seed,
            network.objective());
    return new CaptionTrainingConfig(
        data,
        split,
        devData == null ? data : devData,
        devSplit,
        encoder,
        context.encoderWeights().orFile(weights),
        output,
        folder,
        resume != null,
        features == null
            ? CacheFolder.of(context.surroundings().environment()).resolve("features")
            : features,
        name == null ? output.getFileName().toString().replaceFirst("\\.zip$", "") : name,
        minWordCount,
        maxWords,
        recipe.cell(),
        recipe.embeddingSize(),
        recipe.units(),
        recipe.injection(),
        recipe.attention(),
        recipe.dropout(),
        lengthPenalty,
        trainer,
        licence,
        "showtell " + String.join(" ", spec.root().commandLine().getParseResult().originalArgs()));
  }
}
