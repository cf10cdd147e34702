package org.showtell.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.showtell.app.evaluation.CaptionEvaluation;
import org.showtell.app.evaluation.CaptionReport;
import org.showtell.app.evaluation.CaptionScores;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.evaluation.RunFacts;
import org.showtell.app.evaluation.ScoredCaptions;
import org.showtell.app.model.ModelBundle;
import org.showtell.app.model.ModelCatalog;
import org.showtell.app.output.OutputRefusedException;
import org.showtell.app.output.ReportFolder;
import org.showtell.app.output.Thumbnails;
import org.showtell.app.pipeline.PreviewMaker;
import org.showtell.coco.CaptionData;
import org.showtell.coco.CaptionDataset;
import org.showtell.decoder.generation.GenerationConfig;
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
          + " results format, and a report with the best and the worst."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell evaluate caption -m starter --data flickr8k:DIR --split dev",
      "  showtell evaluate caption -m mine.zip --data coco:val.json,val2017 --split all -o results"
    })
final class EvaluateCaptionCommand implements Callable<Integer> {
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
      names = {"-b", "--num-beams"},
      paramLabel = "N",
      description = "Hypotheses that the search keeps (${DEFAULT-VALUE}).")
  private int numBeams = 3;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description = "Exponent of the length (the model's own).")
  private Double lengthPenalty;

  @Mixin private EvaluationOptions options;
  @Mixin private CommonOptions common;

  EvaluateCaptionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws OutputRefusedException {
    common.apply(context.terminal());
    Instant start = Instant.now();
    ReportFolder folder = options.prepareFolder();
    try (CaptionDataset dataset = CaptionData.open(data, options.split())) {
      ModelBundle bundle = ModelCatalog.open(model);
      CaptionEvaluation evaluation =
          new CaptionEvaluation(
              bundle,
              options.features(context.surroundings().environment()),
              context.encoderWeights());
      GenerationConfig generation = evaluation.generation(numBeams);
      if (lengthPenalty != null) {
        generation = generation.withLengthPenalty(lengthPenalty);
      }
      List<String> failures = new ArrayList<>();
      ScoredCaptions scored =
          evaluation.run(
              dataset,
              generation,
              done ->
                  EvaluationOptions.progress(context.terminal(), done, dataset.examples().size()),
              failure -> {
                failures.add(failure);
                context.terminal().error(failure);
              });
      CaptionScores scores = scored.scores();
      PreviewMaker previews = options.wantsPictures() ? new Thumbnails() : PreviewMaker.NONE;
      EvaluationReport report =
          new CaptionReport(dataset, scored, scores, previews)
              .report(facts(bundle.name(), dataset, generation, start), failures);
      if (folder != null) {
        folder.write(report, scored::writeResults);
      }
      options.print(report, context.terminal());
      return failures.isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      context.terminal().error(Failures.message(e));
      return ExitCode.UNUSABLE;
    }
  }

  private RunFacts facts(
      String name, CaptionDataset dataset, GenerationConfig generation, Instant start) {
    Map<String, String> search = new LinkedHashMap<>();
    search.put("beams", Integer.toString(generation.numBeams()));
    search.put("length penalty", Double.toString(generation.lengthPenalty()));
    search.put("longest", generation.maxNewTokens() + " words");
    return options.facts(
        "caption", model, name, dataset.name(), dataset.contentHash(), search, start);
  }
}
