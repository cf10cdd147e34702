package org.showtell.dataset.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The form of both official results files: an array of objects with an id and a text.
 *
 * @param idKey such as {@code image_id}
 * @param textKey such as {@code caption}
 * @param each for messages: what may be there once only, such as {@code each image}
 * @param what for messages: what the text is, such as {@code a caption}
 */
record IdTextRows(String idKey, String textKey, String each, String what) {
  /** Whole numbers without leading zeros that fit in 64 bits: the judge compares ids as numbers. */
  private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  /** Reads row by row; only the ids stay in memory. */
  void forEach(Path file, BiConsumer<String, String> consumer) throws IOException {
    Set<String> seen = new HashSet<>();
    try (JsonCursor json = JsonCursor.open(file)) {
      json.array(
          "an array of {\"" + idKey + "\":...,\"" + textKey + "\":\"...\"}",
          index -> {
            String[] row = row(json, "$[" + index + "]");
            if (!seen.add(row[0])) {
              throw json.wrong("$[" + index + "]." + idKey, each + " once", row[0] + " again");
            }
            consumer.accept(row[0], row[1]);
          });
      json.end();
    }
  }

  private String[] row(JsonCursor json, String path) throws IOException {
    String[] values = new String[2];
    json.object(
        "an object with \"" + idKey + "\" and \"" + textKey + "\"",
        key -> {
          if (key.equals(idKey)) {
            values[0] = json.id("an id");
          } else if (key.equals(textKey)) {
            values[1] = json.text(what);
          } else {
            json.skip();
          }
        });
    json.requireKey(path, idKey, values[0]);
    json.requireKey(path, textKey, values[1]);
    return values;
  }

  /** Begins an array, one row per line. */
  static JsonGenerator begin(OutputStream out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.setPrettyPrinter(new OneRowPerLine());
    json.writeStartArray();
    return json;
  }

  /** Writes one row: an id that is a number as a number, else as a string. */
  void write(JsonGenerator json, String id, String text) throws IOException {
    json.writeStartObject();
    if (NUMBER.matcher(id).matches()) {
      json.writeNumberField(idKey, Long.parseLong(id));
    } else {
      json.writeStringField(idKey, id);
    }
    json.writeStringField(textKey, text);
    json.writeEndObject();
  }

  /** Ends the array and closes the stream, once. */
  static void end(JsonGenerator json) throws IOException {
    if (!json.isClosed()) {
      json.writeEndArray();
      json.writeRaw('\n');
      json.close();
    }
  }

  private static final class OneRowPerLine extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(",\n");
    }
  }
}
