package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.showtell.app.bundle.EncoderWeights;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.CommonOptions;
import org.showtell.app.cli.terminal.ExitCode;
import org.showtell.app.cli.terminal.Usage;
import org.showtell.app.cli.terminal.UsageException;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.input.Preview;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.page.Thumbnails;
import org.showtell.app.output.report.ReportFolder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options of every evaluation, and what is the same around each: the model, failures, the
 * report, the exit code.
 */
final class EvaluationOptions {
  private static final int PROGRESS_STEP = 500;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|FILE",
      description = "Model to evaluate: a name or a bundle (default: starter).")
  private String model = ModelCatalog.STARTER;

  @Option(
      names = "--split",
      required = true,
      paramLabel = "S",
      description = "Split to evaluate on: train, dev, test, all, or a file that lists the images.")
  private String split;

  @Option(
      names = {"-f", "--format"},
      description = "Format of the scores on stdout: ${COMPLETION-CANDIDATES} (default: text).")
  private Format format = Format.text;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Folder to write "
              + ReportFolder.RESULTS
              + " (the predictions in the official results format) and report.txt, .json and"
              + " .html to (default: none).")
  private Path output;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "Folder that caches image features between runs (default: the cache folder).")
  private Path features;

  @Mixin private CommonOptions common;

  private enum Format {
    /** One {@code NAME VALUE} per line. */
    text,
    /** One flat object of the names. */
    json,
    /** The report as a page, with images of the best and the worst. */
    html
  }

  String split() {
    return split;
  }

  @FunctionalInterface
  interface Work {
    Outcome run(Session session, ModelBundle bundle) throws IOException;
  }

  /** The report, and what writes the predictions in the official format. */
  record Outcome(EvaluationReport report, ReportFolder.ResultsWriting results) {}

  /**
   * Evaluates, reports and returns the exit code.
   *
   * @throws OutputRefusedException if there is no place for the report; nothing has been done then
   * @throws UsageException if the model or the data cannot be used
   */
  int run(CommandContext context, Work work) throws OutputRefusedException, UsageException {
    common.apply(context.terminal());
    Session session = new Session(context);
    ReportFolder folder = output == null ? null : ReportFolder.prepare(output);
    try {
      Outcome outcome = work.run(session, ModelCatalog.open(model));
      if (folder != null) {
        folder.write(outcome.report(), outcome.results());
      }
      print(outcome.report(), context);
      return session.failures.isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }

  private void print(EvaluationReport report, CommandContext context) throws IOException {
    if (format == Format.html) {
      context.print(ReportFolder.page(report));
      return;
    }
    report.notes().forEach(context.terminal()::note);
    context.print(
        ScoreCommand.Format.valueOf(format.name()).text(report.scores(), report.decimals()));
  }

  /** One evaluation: its start, what it reads, and which images failed. */
  final class Session {
    private final CommandContext context;
    private final Instant start = Instant.now();
    private final List<String> failures = new ArrayList<>();

    private Session(CommandContext context) {
      this.context = context;
    }

    Path features() {
      return context.features(features);
    }

    EncoderWeights encoderWeights() {
      return context.encoderWeights();
    }

    /** Reports now and then how many images are encoded. */
    void encoded(int done, int total) {
      if (done % PROGRESS_STEP == 0) {
        context.terminal().note("images: " + done + " of " + total);
      }
    }

    /** Records an image that was left out, and tells the user. */
    void failed(String failure) {
      failures.add(failure);
      context.terminal().error(failure);
    }

    List<String> failures() {
      return failures;
    }

    /** Small images for the report, if it has any. */
    Preview.Maker previews() {
      return output != null || format == Format.html ? new Thumbnails() : Preview.Maker.NONE;
    }

    /**
     * How the numbers came about, as of now.
     *
     * @param data the data's specification
     * @param search how the output was searched for
     */
    EvaluationReport.Facts facts(
        String task, ModelBundle bundle, String data, String dataHash, Map<String, String> search) {
      Instant end = Instant.now();
      String name = bundle.name();
      return new EvaluationReport.Facts(
          task,
          model.equals(name) ? name : name + " (" + model + ")",
          data,
          dataHash,
          split,
          search,
          Usage.commandLine(command),
          end.truncatedTo(ChronoUnit.SECONDS),
          Duration.between(start, end));
    }
  }
}
