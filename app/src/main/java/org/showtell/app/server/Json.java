package org.showtell.app.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * JSON that this package writes itself; records of captions and answers come from {@code output}.
 */
final class Json {
  private static final JsonFactory JSON = new JsonFactory();

  private Json() {}

  /** Writes the fields of an object. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  static String object(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written to", e);
    }
    return text.toString();
  }

  /** Answers with JSON, which is UTF-8 (RFC 8259, section 8.1). */
  static void answer(Context request, String json) {
    answer(request, "application/json", json);
  }

  /** The same with a media type of its own. */
  static void answer(Context request, String media, String json) {
    request.contentType(media).result(json.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code {"results": [...]}}. */
  static String results(List<String> records) {
    return "{\"results\":[" + String.join(",", records) + "]}";
  }

  /** A problem detail; {@code records} are added where there are some. */
  static String problem(Problem problem, List<String> records) {
    return object(
        json -> {
          json.writeStringField("type", "urn:showtell:problem:" + problem.type());
          json.writeStringField("title", problem.title());
          json.writeNumberField("status", problem.status());
          json.writeStringField("detail", problem.detail());
          if (!records.isEmpty()) {
            json.writeFieldName("results");
            json.writeRawValue("[" + String.join(",", records) + "]");
          }
        });
  }
}
