package org.showtell.app.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.showtell.app.pipeline.CaptionRecord;
import org.showtell.app.pipeline.ScoredCaption;

/**
 * A record as one line of JSON. The fields and their order are what scripts rely on: {@code path},
 * {@code caption}, {@code score}, {@code captions} ({@code text}, {@code score}), {@code model},
 * {@code error}.
 */
public final class CaptionJson {
  private static final JsonFactory JSON = new JsonFactory();

  private CaptionJson() {}

  /** One JSON object, without a line break. */
  public static String line(CaptionRecord record) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      write(record, json);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written to", e);
    }
    return line.toString();
  }

  /**
   * Writes one JSON object.
   *
   * @throws IOException if the generator cannot write
   */
  public static void write(CaptionRecord record, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", record.path());
    json.writeStringField("caption", record.caption());
    if (record.score() == null) {
      json.writeNullField("score");
    } else {
      json.writeNumberField("score", Scores.rounded(record.score()));
    }
    json.writeArrayFieldStart("captions");
    for (ScoredCaption caption : record.captions()) {
      json.writeStartObject();
      json.writeStringField("text", caption.text());
      json.writeNumberField("score", Scores.rounded(caption.score()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("model", record.model());
    json.writeStringField("error", record.error());
    json.writeEndObject();
  }
}
