package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
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
import picocli.CommandLine.Spec;

/** {@code showtell evaluate keywords}: a model's keywords against the words of people. */
@Command(
    name = "keywords",
    description = {
      "Predicts keywords for the images of a dataset and compares them with the words of its"
          + " captions: a keyword is right if any form of it is in a caption.",
      "",
      "Prints one NAME VALUE per line. -o also writes the keywords, and a report with the best and"
          + " the worst."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell evaluate keywords -m starter --data flickr8k:DIR --split dev",
      "  showtell evaluate keywords -m mine.zip --data coco:val.json,val2017 \\",
      "      --split all -o results"
    })
public final class EvaluateKeywordsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description =
          "Dataset with captions: flickr8k:DIR, coco:ANNOTATIONS.json,IMAGES,"
              + " karpathy:dataset.json,IMAGES or folder:DIR.")
  private String data;

  @Option(
      names = "--min-keyword-probability",
      paramLabel = "X",
      description = "Least probability of a keyword, 0 to 1 (default: the model's threshold).")
  private Double threshold;

  @Mixin private EvaluationOptions options;

  @Spec private CommandSpec spec;

  public EvaluateKeywordsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws OutputRefusedException, UsageException {
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw Usage.wrong(
          spec, "--min-keyword-probability must be from 0 to 1, but got " + threshold);
    }
    return options.run(context, this::evaluate);
  }

  private EvaluationOptions.Outcome evaluate(EvaluationOptions.Session session, ModelBundle bundle)
      throws IOException {
    try (CaptionDataset dataset = CaptionData.open(data, options.split())) {
      dataset.notes().forEach(context.terminal()::note);
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
      return new EvaluationOptions.Outcome(report, keywords::writeResults);
    }
  }
}
