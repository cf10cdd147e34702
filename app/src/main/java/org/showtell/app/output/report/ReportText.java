package org.showtell.app.output.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.output.file.PrintableText;

/** A report to read in a terminal. */
final class ReportText {
  private static final String FACT = "%-10s %s\n";

  private static final double MILLIS = 1000;

  private ReportText() {}

  static String of(EvaluationReport report) {
    StringBuilder text = new StringBuilder();
    facts(report)
        .forEach((name, value) -> text.append(String.format(Locale.ROOT, FACT, name, value)));
    text.append('\n');
    report
        .scores()
        .forEach(
            (name, value) ->
                text.append(name).append(' ').append(score(report, value)).append('\n'));
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
      String title,
      List<EvaluationReport.Example> examples,
      EvaluationReport report,
      StringBuilder text) {
    if (examples.isEmpty()) {
      return;
    }
    text.append('\n').append(title).append(" by ").append(report.ranking()).append('\n');
    for (EvaluationReport.Example example : examples) {
      Map<String, Double> scores = example.scores();
      text.append(score(report, scores.get(report.ranking())))
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

  /** How the report came about, as lines that people read. */
  static Map<String, String> facts(EvaluationReport report) {
    EvaluationReport.Facts facts = report.facts();
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("task", facts.task());
    lines.put("model", facts.model());
    lines.put("data", facts.data());
    lines.put("hash", facts.dataHash());
    lines.put("split", facts.split());
    lines.put("scored", report.scored() + ", left out " + report.failures().size());
    lines.put(
        "search",
        facts.search().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ")));
    lines.put("command", facts.command());
    lines.put("finished", facts.finished() + ", after " + seconds(facts.took()) + " s");
    return lines;
  }

  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f", took.toMillis() / MILLIS);
  }

  /** A score with as many decimals as the judge prints; a count with none. */
  static String score(EvaluationReport report, Number value) {
    return value instanceof Integer
        ? value.toString()
        : String.format(Locale.ROOT, "%." + report.decimals() + "f", value);
  }
}
