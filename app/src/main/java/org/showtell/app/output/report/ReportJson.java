package org.showtell.app.output.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.showtell.app.evaluation.EvaluationReport;

/** A report for programs: everything but the pictures. */
final class ReportJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private ReportJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(EvaluationReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      new ReportJson(json).write(report);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written to", e);
    }
    return text + "\n";
  }

  private void write(EvaluationReport report) throws IOException {
    EvaluationReport.Facts facts = report.facts();
    json.writeStartObject();
    json.writeStringField("task", facts.task());
    json.writeStringField("model", facts.model());
    json.writeStringField("data", facts.data());
    json.writeStringField("dataHash", facts.dataHash());
    json.writeStringField("split", facts.split());
    json.writeNumberField("scored", report.scored());
    texts("leftOut", report.failures());
    json.writeObjectFieldStart("search");
    for (Map.Entry<String, String> entry : facts.search().entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeStringField("command", facts.command());
    json.writeStringField("finished", facts.finished().toString());
    json.writeNumberField("seconds", facts.took().toMillis() / 1000.0);
    scores(report.scores());
    texts("notes", report.notes());
    json.writeStringField("ranking", report.ranking());
    examples("best", report.best());
    examples("worst", report.worst());
    json.writeEndObject();
  }

  private void scores(Map<String, ? extends Number> scores) throws IOException {
    json.writeObjectFieldStart("scores");
    for (Map.Entry<String, ? extends Number> score : scores.entrySet()) {
      if (score.getValue() instanceof Integer count) {
        json.writeNumberField(score.getKey(), count);
      } else {
        json.writeNumberField(score.getKey(), score.getValue().doubleValue());
      }
    }
    json.writeEndObject();
  }

  private void texts(String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void examples(String name, List<EvaluationReport.Example> examples) throws IOException {
    json.writeArrayFieldStart(name);
    for (EvaluationReport.Example example : examples) {
      json.writeStartObject();
      json.writeStringField("id", example.id());
      json.writeStringField("file", example.file());
      if (!example.prompt().isEmpty()) {
        json.writeStringField("question", example.prompt());
      }
      json.writeStringField("output", example.output());
      texts("references", example.references());
      scores(example.scores());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
