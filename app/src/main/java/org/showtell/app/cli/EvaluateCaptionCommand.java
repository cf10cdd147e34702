package org.showtell.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.showtell.app.evaluation.CaptionEvaluation;
import org.showtell.app.evaluation.CaptionScores;
import org.showtell.app.evaluation.ScoredCaptions;
import org.showtell.app.model.ModelCatalog;
import org.showtell.coco.CaptionData;
import org.showtell.coco.CaptionDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code showtell evaluate caption}: a model's captions of a dataset against its references. */
@Command(
    name = "caption",
    description = {
      "Captions the images of a dataset and scores the captions against all references, as the"
          + " official judge does.",
      "",
      "Prints one NAME VALUE per line. With -o the predictions are written too, in the official"
          + " results format."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell evaluate caption -m starter --data flickr8k:DIR --split dev",
      "  showtell evaluate caption -m mine.zip --data coco:val.json,val2017 --split all -o results"
    })
final class EvaluateCaptionCommand implements Callable<Integer> {
  private static final int PROGRESS_STEP = 500;

  private final CommandContext context;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|FILE",
      description = "Which model (${DEFAULT-VALUE}).")
  private String model = ModelCatalog.STARTER;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "flickr8k:DIR, coco:ANNOTATIONS.json,IMAGES, karpathy:dataset.json,IMAGES or folder:DIR.")
  private String data;

  @Option(
      names = "--split",
      required = true,
      paramLabel = "S",
      description = "train, dev, test, all, or a file that lists the images.")
  private String split;

  @Option(
      names = {"-b", "--num-beams"},
      paramLabel = "N",
      description = "Hypotheses that the search keeps (${DEFAULT-VALUE}).")
  private int numBeams = 3;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description = "Exponent of the length (the model's own).")
  private Double lengthPenalty;

  @Option(
      names = {"-f", "--format"},
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private ScoreFormat format = ScoreFormat.text;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Folder for " + CaptionEvaluation.RESULTS + ".")
  private Path output;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "Where image features are kept between runs (the cache folder).")
  private Path features;

  @Mixin private CommonOptions common;

  EvaluateCaptionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    common.apply(context.terminal());
    Terminal terminal = context.terminal();
    Path cache =
        features == null
            ? CacheFolder.of(context.surroundings().environment()).resolve("features")
            : features;
    int[] failed = {0};
    try (CaptionDataset dataset = CaptionData.open(data, split)) {
      CaptionEvaluation evaluation = new CaptionEvaluation(ModelCatalog.open(model), cache);
      int total = dataset.examples().size();
      var generation = evaluation.generation(numBeams);
      ScoredCaptions scored =
          evaluation.run(
              dataset,
              lengthPenalty == null ? generation : generation.withLengthPenalty(lengthPenalty),
              done -> {
                if (done % PROGRESS_STEP == 0) {
                  terminal.note("images: " + done + " of " + total);
                }
              },
              failure -> {
                failed[0]++;
                terminal.error(failure);
              });
      if (output != null) {
        CaptionEvaluation.writeResults(scored, output);
      }
      terminal.note(CaptionScores.METEOR_NOTE);
      format.print(scored.scores().corpus(), 4, terminal);
    } catch (IOException | IllegalArgumentException e) {
      terminal.error(Failures.message(e));
      return ExitCode.UNUSABLE;
    }
    return failed[0] == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED;
  }
}
