package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.evaluation.LabelEvaluation;
import org.showtell.app.evaluation.LabelReport;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.dataset.CaptionDataset;
import org.showtell.dataset.open.LabelData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code showtell evaluate label}: a model's labels of videos against those of a table. */
@Command(
    name = "label",
    description = {
      "Labels the clips of a dataset, or their frames, and compares the labels with the table's.",
      "",
      "Prints one NAME VALUE per line: the accuracy, the mean F1, precision and recall of each"
          + " label, and how often one was taken for another (confused.WANTED.FOUND). -o also writes"
          + " the labels, and a report with the best and the worst."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  showtell evaluate label -m moves.zip --data labels:clips.csv,clips --split test",
      "  showtell evaluate label -m parts.zip --data labels:parts.csv,videos --split dev -f json"
    })
public final class EvaluateLabelCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "D",
      description = "Videos with labels: labels:LABELS.csv,DIR.")
  private String data;

  @Mixin private EvaluationOptions options;

  public EvaluateLabelCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws OutputRefusedException, UsageException {
    return options.run(context, this::evaluate);
  }

  private EvaluationOptions.Outcome evaluate(EvaluationOptions.Session session, ModelBundle bundle)
      throws IOException {
    String scope = bundle.labels().network().scope().toLowerCase(Locale.ROOT);
    try (CaptionDataset dataset = LabelData.open(data, options.split())) {
      dataset.notes().forEach(context.terminal()::note);
      LabelReport report =
          new LabelEvaluation(bundle, session.features(), session.encoderWeights())
              .run(
                  dataset,
                  done -> session.encoded(done, dataset.examples().size()),
                  session::failed);
      return new EvaluationOptions.Outcome(
          report.report(
              dataset,
              session.facts(
                  "label",
                  bundle,
                  dataset.name(),
                  dataset.contentHash(),
                  Map.of("a label for each", scope)),
              session.failures()),
          report::writeResults);
    }
  }
}
