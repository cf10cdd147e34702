package org.showtell.app.output.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.evaluation.ReportExample;
import org.showtell.app.output.file.PrintableText;

/** A report to read in a terminal. */
final class ReportText {
  private static final String FACT = "%-10s %s\n";

  private ReportText() {}

  static String of(EvaluationReport report) {
    StringBuilder text = new StringBuilder();
    ReportFacts.of(report)
        .forEach((name, value) -> text.append(String.format(Locale.ROOT, FACT, name, value)));
    text.append('\n');
    report
        .scores()
        .forEach(
            (name, value) ->
                text.append(name)
                    .append(' ')
                    .append(ReportFacts.score(report, value))
                    .append('\n'));
    report.notes().forEach(note -> text.append(note).append('\n'));
    examples("best", report.best(), report, text);
    examples("worst", report.worst(), report, text);
    if (!report.failures().isEmpty()) {
      text.append("\nleft out\n");
      report.failures().forEach(failure -> text.append("  ").append(failure).append('\n'));
    }
    return text.toString();
  }

  private static void examples(
      String title, List<ReportExample> examples, EvaluationReport report, StringBuilder text) {
    if (examples.isEmpty()) {
      return;
    }
    text.append('\n').append(title).append(" by ").append(report.ranking()).append('\n');
    for (ReportExample example : examples) {
      Map<String, Double> scores = example.scores();
      text.append(ReportFacts.score(report, scores.get(report.ranking())))
          .append("  ")
          .append(PrintableText.of(example.file()))
          .append('\n');
      if (!example.prompt().isEmpty()) {
        text.append("  ? ").append(example.prompt()).append('\n');
      }
      text.append("  = ").append(example.output()).append('\n');
      example.references().forEach(r -> text.append("  - ").append(r).append('\n'));
    }
  }
}
