package org.showtell.app.cli.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.showtell.app.cli.terminal.CacheFolder;
import org.showtell.app.cli.terminal.Terminal;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.report.ReportFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every evaluation of a model is asked: on which data, and where the report goes. */
final class EvaluationOptions {
  private static final int PROGRESS_STEP = 500;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--split",
      required = true,
      paramLabel = "S",
      description = "train, dev, test, all, or a file that lists the images.")
  private String split;

  @Option(
      names = {"-f", "--format"},
      description = "What is printed: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private ReportFormat format = ReportFormat.text;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description =
          "Folder for "
              + ReportFolder.RESULTS
              + ", the predictions in the official format, and report.txt, .json and .html.")
  private Path output;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "Where image features are kept between runs (the cache folder).")
  private Path features;

  /** What is printed. */
  enum ReportFormat {
    /** One {@code NAME VALUE} per line. */
    text,
    /** One flat object of the names. */
    json,
    /** The report as a page, with pictures of the best and the worst. */
    html
  }

  String split() {
    return split;
  }

  /** Where features are kept, with the cache folder as the default. */
  Path features(Map<String, String> environment) {
    return features == null ? CacheFolder.of(environment).resolve("features") : features;
  }

  /** Whether anybody will see pictures. */
  boolean wantsPictures() {
    return output != null || format == ReportFormat.html;
  }

  /** The command as it was typed, for the report. */
  String typed() {
    return "showtell "
        + String.join(" ", command.root().commandLine().getParseResult().originalArgs());
  }

  /** Says how many images are encoded, now and then. */
  static void progress(Terminal terminal, int done, int total) {
    if (done % PROGRESS_STEP == 0) {
      terminal.note("images: " + done + " of " + total);
    }
  }

  /**
   * How the numbers came about, as of now.
   *
   * @param model as it was named on the command line
   * @param name as it calls itself
   * @param data the data's specification
   * @param search how the output was searched for
   */
  EvaluationReport.Facts facts(
      String task,
      String model,
      String name,
      String data,
      String dataHash,
      Map<String, String> search,
      Instant start) {
    Instant end = Instant.now();
    return new EvaluationReport.Facts(
        task,
        model.equals(name) ? name : name + " (" + model + ")",
        data,
        dataHash,
        split,
        search,
        typed(),
        end.truncatedTo(ChronoUnit.SECONDS),
        Duration.between(start, end));
  }

  /** Makes the folder of the report, if one is wanted, before the work is done. */
  ReportFolder prepareFolder() throws OutputRefusedException {
    return output == null ? null : ReportFolder.prepare(output);
  }

  /** Prints the scores as asked. */
  void print(EvaluationReport report, Terminal terminal) throws IOException {
    if (format == ReportFormat.html) {
      terminal.data().write(ReportFolder.page(report).getBytes(StandardCharsets.UTF_8));
      return;
    }
    report.notes().forEach(terminal::note);
    ScoreFormat.valueOf(format.name()).print(report.scores(), report.decimals(), terminal);
  }
}
