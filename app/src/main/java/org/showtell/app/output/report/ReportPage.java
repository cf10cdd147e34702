package org.showtell.app.output.report;

import java.util.List;
import java.util.Map;
import org.showtell.app.evaluation.EvaluationReport;
import org.showtell.app.output.page.Html;

/** A report as one page that needs nothing else: the pictures of its examples are inside it. */
final class ReportPage {
  private ReportPage() {}

  static String of(EvaluationReport report) {
    StringBuilder scores = new StringBuilder();
    report.scores().forEach((name, value) -> row(name, ReportText.score(report, value), scores));
    StringBuilder facts = new StringBuilder();
    ReportText.facts(report).forEach((name, value) -> row(name, value, facts));
    StringBuilder notes = new StringBuilder();
    report.notes().forEach(note -> paragraph("note", note, notes));
    report.failures().forEach(failure -> paragraph("reason", failure, notes));
    return Html.resource("report.html")
        .replace("{{style}}", Html.resource("page.css"))
        .replace("{{model}}", Html.escape(report.facts().model()))
        .replace("{{scores}}", scores)
        .replace("{{facts}}", facts)
        .replace("{{notes}}", notes)
        .replace("{{ranking}}", Html.escape(report.ranking()))
        .replace("{{best}}", figures(report, report.best()))
        .replace("{{worst}}", figures(report, report.worst()));
  }

  private static void row(String name, String value, StringBuilder html) {
    html.append("<tr><th scope=\"row\">")
        .append(Html.escape(name))
        .append("</th><td>")
        .append(Html.escape(value))
        .append("</td></tr>\n");
  }

  private static void paragraph(String style, String text, StringBuilder html) {
    html.append("<p class=\"")
        .append(style)
        .append("\">")
        .append(Html.escape(text))
        .append("</p>\n");
  }

  private static String figures(EvaluationReport report, List<EvaluationReport.Example> examples) {
    StringBuilder html = new StringBuilder();
    for (EvaluationReport.Example example : examples) {
      html.append("<figure>\n");
      html.append(
          example
              .preview()
              .map(preview -> Html.picture(preview, example.output()))
              .orElse("<span class=\"nothing\" aria-hidden=\"true\"></span>"));
      html.append("\n<figcaption>\n");
      if (!example.prompt().isEmpty()) {
        paragraph("question", example.prompt(), html);
      }
      paragraph("caption", example.output().isEmpty() ? "(nothing)" : example.output(), html);
      html.append("<ul>\n");
      for (String reference : example.references()) {
        html.append("<li>").append(Html.escape(reference)).append("</li>\n");
      }
      html.append("</ul>\n");
      paragraph("path", scores(report, example.scores()) + " \u00b7 " + example.file(), html);
      html.append("</figcaption>\n</figure>\n");
    }
    return html.toString();
  }

  /** The score that decides, and the others behind it. */
  private static String scores(EvaluationReport report, Map<String, Double> scores) {
    StringBuilder text = new StringBuilder(report.ranking());
    text.append(' ').append(ReportText.score(report, scores.get(report.ranking())));
    scores.forEach(
        (name, value) -> {
          if (!name.equals(report.ranking())) {
            text.append(", ").append(name).append(' ').append(ReportText.score(report, value));
          }
        });
    return text.toString();
  }
}
