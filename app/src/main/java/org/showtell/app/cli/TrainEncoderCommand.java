package org.showtell.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.showtell.app.model.ModelCatalog;
import org.showtell.app.training.EncoderTrainingConfig;
import org.showtell.app.training.EncoderTrainingRun;
import org.showtell.encoder.training.distillation.DistillationConfig;
import org.showtell.encoder.training.distillation.LearningDivergedException;
import org.showtell.encoder.training.teacher.Teacher;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code showtell train encoder}: an encoder that learns from a larger one. */
@Command(
    name = "encoder",
    description = {
      "Trains the starter's encoder to see what a larger network sees, on photos without captions.",
      "",
      "The teacher is run by ONNX Runtime, which is no part of this program: name its jar in"
          + " SHOWTELL_CLASSPATH. After each epoch the encoder is measured on dev photos and"
          + " written if it is better; Ctrl-C leaves a checkpoint and the best so far."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell train encoder --teacher mobilenet.onnx --photos photos/ more.zip -o e.safetensors",
      "  showtell train encoder --teacher T.onnx --data flickr8k:DIR --sizes 64,96,112 -o e.safetensors",
      "  showtell train caption --encoder e.safetensors --data flickr8k:DIR -o mine.zip"
    })
final class TrainEncoderCommand implements Callable<Integer> {
  @Option(
      names = "--teacher",
      required = true,
      paramLabel = "MODEL.onnx",
      description = "Input pixels [N,3,H,W] in [-1,1]; outputs grid, pooled and logits.")
  private Path teacher;

  @Option(
      names = "--photos",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders and zips.")
  private List<String> photos = List.of();

  @Option(
      names = "--data",
      paramLabel = "D",
      description = "Photos with captions, whose words are labels too (as train caption's).")
  private String data;

  @Option(names = "--split", paramLabel = "S", description = "Part of it (${DEFAULT-VALUE}).")
  private String split = "train";

  @Option(
      names = "--dev",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Photos to measure on (every 20th of the others, up to 500).")
  private List<String> dev = List.of();

  @Option(
      names = {"-r", "--recursive"},
      description = "Walk sub-folders too.")
  private boolean recursive;

  @Option(
      names = "--init",
      paramLabel = "NAME|FILE",
      description = "First weights: a model, a .safetensors file, or random (${DEFAULT-VALUE}).")
  private String init = ModelCatalog.STARTER;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "E.safetensors",
      description = "The encoder, for --encoder of other commands.")
  private Path output;

  @Option(names = "--epochs", paramLabel = "N", description = "Over all photos (${DEFAULT-VALUE}).")
  private int epochs = 20;

  @Mixin private RunOptions run;

  @Option(
      names = {"--sizes", "--size"},
      split = ",",
      paramLabel = "N",
      description = "Sides of the crops, an equal part of the steps each (${DEFAULT-VALUE}).")
  private List<Integer> sizes = List.of(112);

  @Option(
      names = "--store-size",
      paramLabel = "N",
      description = "Side at which photos are kept (${DEFAULT-VALUE}).")
  private int storeSize = 144;

  @Option(names = "--batch-size", paramLabel = "N", description = "Photos (${DEFAULT-VALUE}).")
  private int batchSize = 64;

  @Option(names = "--learning-rate", paramLabel = "X", description = "Peak (${DEFAULT-VALUE}).")
  private double learningRate = 1e-3;

  @Option(
      names = "--try-rates",
      paramLabel = "STEPS",
      description = "No training: the loss at rates from X/1000 to 10 X, a step at each.")
  private Integer rateSteps;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "Of kernels (${DEFAULT-VALUE}).")
  private double weightDecay = 0.02;

  @Option(
      names = "--warm-up",
      paramLabel = "STEPS",
      description = "Until the rate is at its peak (${DEFAULT-VALUE}).")
  private int warmUp = 300;

  @Option(
      names = "--average-decay",
      paramLabel = "X",
      description = "Of the weights that are measured and written; 0: none (${DEFAULT-VALUE}).")
  private double averageDecay = 0.995;

  @Option(
      names = "--min-scale",
      paramLabel = "X",
      description = "Least part of a photo in a crop (${DEFAULT-VALUE}).")
  private double minScale = 0.4;

  @Option(
      names = "--mixup",
      paramLabel = "X",
      description = "Largest share of another photo in one (${DEFAULT-VALUE}).")
  private double mixup;

  @Option(
      names = "--muon",
      description = "Kernels learn by Muon in place of AdamW: more in each pass.")
  private boolean muon;

  @Option(
      names = "--classes",
      paramLabel = "X",
      description = "Weight of the teacher's classes (${DEFAULT-VALUE}).")
  private double classes = 1;

  @Option(
      names = "--words",
      paramLabel = "X",
      description = "Weight of the captions' words (${DEFAULT-VALUE}).")
  private double words = 0.3;

  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  private final CommandContext context;

  TrainEncoderCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    common.apply(context.terminal());
    EncoderTrainingConfig config;
    try {
      config = config();
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    EncoderTrainingConsole console =
        new EncoderTrainingConsole(context.terminal(), batchSize, classes, words);
    AtomicBoolean stop = new AtomicBoolean();
    try (Interruption interruption = new Interruption();
        Teacher opened = Teacher.open(teacher)) {
      interruption.guard(
          () -> {
            stop.set(true);
            console.note(rateSteps != null ? "stopping" : "stopping; writing the checkpoint");
          });
      EncoderTrainingRun training = new EncoderTrainingRun(config, console);
      if (rateSteps != null) {
        console.rates(training.tryRates(opened, rateSteps, stop::get));
      } else {
        console.end(training.run(opened, stop::get), output, config.checkpoint());
      }
      return ExitCode.DONE;
    } catch (LearningDivergedException e) {
      context.terminal().error(e.getMessage());
      return ExitCode.SOME_FAILED;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      context.terminal().error(Failures.message(e));
      return ExitCode.UNUSABLE;
    }
  }

  private EncoderTrainingConfig config() {
    return new EncoderTrainingConfig(
        teacher,
        photos,
        recursive,
        data,
        split,
        dev,
        init,
        storeSize,
        output,
        run.checkpoint(output, ".safetensors"),
        run.resumes(),
        new DistillationConfig(
            epochs,
            batchSize,
            learningRate,
            muon,
            weightDecay,
            warmUp,
            run.clipNorm(),
            averageDecay,
            sizes,
            minScale,
            mixup,
            classes,
            words,
            run.maxMinutes(),
            run.seed()),
        run.commandLine());
  }
}
