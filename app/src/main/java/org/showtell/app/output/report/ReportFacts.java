package org.showtell.app.output.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.evaluation.RunFacts;

/** How a report came about, as lines that people read. */
final class ReportFacts {
  private static final double MILLIS = 1000;

  private ReportFacts() {}

  static Map<String, String> of(EvaluationReport report) {
    RunFacts facts = report.facts();
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
