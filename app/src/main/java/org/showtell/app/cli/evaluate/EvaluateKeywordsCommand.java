package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.evaluation.KeywordEvaluation;
import org.showtell.app.evaluation.KeywordReport;
import org.showtell.app.evaluation.KeywordScores;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.open.CaptionData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code showtell evaluate keywords}: a model's keywords against the words of people. */
@Command(
    name = "keywords",
    description = {
      "Gives the images of a dataset keywords and compares them with the words of its captions: a"
          + " keyword is right if a caption has it, in whatever form.",
      "",
      "Prints one NAME VALUE per line. With -o the keywords are written too, and a report with the"
          + " best and the worst."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell evaluate keywords -m starter --data flickr8k:DIR --split dev",
      "  showtell evaluate keywords -m mine.zip --data coco:val.json,val2017 --split all -o results"
    })
public final class EvaluateKeywordsCommand implements Callable<Integer> {
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
      names = "--min-keyword-probability",
      paramLabel = "X",
      description = "Give no word that is less likely, 0 to 1 (the model's threshold).")
  private Double threshold;

  @Mixin private EvaluationOptions options;
  @Mixin private CommonOptions common;

  @Spec private CommandSpec spec;

  public EvaluateKeywordsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws OutputRefusedException {
    common.apply(context.terminal());
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--min-keyword-probability is 0 to 1, but it is " + threshold);
    }
    return EvaluationSession.run(options, context, model, this::evaluate);
  }

  private EvaluationSession.Outcome evaluate(EvaluationSession session, ModelBundle bundle)
      throws IOException {
    try (CaptionDataset dataset = CaptionData.open(data, options.split())) {
      KeywordParts parts = bundle.keywords();
      double least = threshold == null ? parts.threshold() : threshold;
      KeywordScores scores =
          new KeywordEvaluation(bundle, session.features(), session.encoderWeights())
              .run(
                  dataset,
                  done -> session.encoded(done, dataset.examples().size()),
                  session::failed);
      KeywordReport keywords =
          new KeywordReport(dataset, scores, parts.vocabulary(), least, session.previews());
      EvaluationReport report =
          keywords.report(
              session.facts(
                  "keywords",
                  bundle,
                  dataset.name(),
                  dataset.contentHash(),
                  Map.of("least probability", Double.toString(least))),
              session.failures());
      return new EvaluationSession.Outcome(report, keywords::writeResults);
    }
  }
}
