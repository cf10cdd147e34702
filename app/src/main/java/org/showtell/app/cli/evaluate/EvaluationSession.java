package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Failures;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.input.Preview;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.page.Thumbnails;
import org.showtell.app.output.report.ReportFolder;

/** What is the same around every evaluation: the model, failures, the report, the exit code. */
final class EvaluationSession {
  private final EvaluationOptions options;
  private final CommandContext context;
  private final String model;
  private final Instant start = Instant.now();
  private final List<String> failures = new ArrayList<>();

  private EvaluationSession(EvaluationOptions options, CommandContext context, String model) {
    this.options = options;
    this.context = context;
    this.model = model;
  }

  /** The evaluation itself. */
  @FunctionalInterface
  interface Work {
    Outcome run(EvaluationSession session, ModelBundle bundle) throws IOException;
  }

  /**
   * What came out.
   *
   * @param results writes the predictions in the official format
   */
  record Outcome(EvaluationReport report, ReportFolder.ResultsWriting results) {}

  /**
   * Evaluates and reports.
   *
   * @param model as the user named it
   * @return the exit code
   * @throws OutputRefusedException if there is no place for the report; nothing has been done then
   */
  static int run(EvaluationOptions options, CommandContext context, String model, Work work)
      throws OutputRefusedException {
    EvaluationSession session = new EvaluationSession(options, context, model);
    ReportFolder folder = options.prepareFolder();
    try {
      Outcome outcome = work.run(session, ModelCatalog.open(model));
      if (folder != null) {
        folder.write(outcome.report(), outcome.results());
      }
      options.print(outcome.report(), context.terminal());
      return session.failures.isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      context.terminal().error(Failures.message(e));
      return ExitCode.UNUSABLE;
    }
  }

  /** Where features are kept. */
  Path features() {
    return options.features(context.surroundings().environment());
  }

  /** Where weights are that do not ship. */
  EncoderWeights encoderWeights() {
    return context.encoderWeights();
  }

  /** Says how many images are encoded. */
  void encoded(int done, int total) {
    EvaluationOptions.progress(context.terminal(), done, total);
  }

  /** Notes an image that was left out, and tells the user. */
  void failed(String failure) {
    failures.add(failure);
    context.terminal().error(failure);
  }

  /** All that were left out. */
  List<String> failures() {
    return failures;
  }

  /** Small pictures, if anybody will see them. */
  Preview.Maker previews() {
    return options.wantsPictures() ? new Thumbnails() : Preview.Maker.NONE;
  }

  /** How the numbers came about, as of now; see {@link EvaluationOptions#facts}. */
  EvaluationReport.Facts facts(
      String task, ModelBundle bundle, String data, String dataHash, Map<String, String> search) {
    return options.facts(task, model, bundle.name(), data, dataHash, search, start);
  }
}
