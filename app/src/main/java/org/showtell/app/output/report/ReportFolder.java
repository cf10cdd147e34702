package org.showtell.app.output.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.encoder.file.AtomicFile;

/**
 * The folder of an evaluation: {@value #RESULTS} in the official results format, and the report as
 * {@code report.txt}, {@code report.json} and {@code report.html}. Each file appears whole or not
 * at all; older ones of the same name are replaced.
 */
public final class ReportFolder {
  public static final String RESULTS = "results.json";

  private final Path folder;

  private ReportFolder(Path folder) {
    this.folder = folder;
  }

  /** Writes the predictions in their official format. */
  @FunctionalInterface
  public interface ResultsWriting {
    /** Writes all of them; may close the stream. */
    void write(OutputStream out) throws IOException;
  }

  /** Makes the folder, so that a place that cannot be written is found before the work is done. */
  public static ReportFolder prepare(Path folder) throws OutputRefusedException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new OutputRefusedException(
          folder + ": an evaluation writes several files and needs a folder here; name another");
    }
    try {
      Files.createDirectories(folder);
      new AtomicFile(folder.resolve(RESULTS)).close();
    } catch (IOException e) {
      throw OutputRefusedException.unwritable(folder.toString(), e);
    }
    return new ReportFolder(folder);
  }

  /** Writes all files; if one fails, the others may be there. */
  public void write(EvaluationReport report, ResultsWriting results) throws IOException {
    try (AtomicFile file = new AtomicFile(folder.resolve(RESULTS))) {
      results.write(file.stream());
      file.replace();
    }
    write("report.txt", ReportText.of(report));
    write("report.json", ReportJson.of(report));
    write("report.html", ReportPage.of(report));
  }

  private void write(String name, String content) throws IOException {
    AtomicFile.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8), true);
  }

  /** The report as a page, for stdout. */
  public static String page(EvaluationReport report) {
    return ReportPage.of(report);
  }
}
