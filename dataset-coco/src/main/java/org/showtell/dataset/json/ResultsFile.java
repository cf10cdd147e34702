package org.showtell.dataset.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The official results formats: an array of objects with an id and a text. */
public enum ResultsFile {
  /** COCO's: {@code [{"image_id":404464,"caption":"..."}]}. */
  CAPTIONS("image_id", "caption", "each image", "a caption"),
  /** VQA's, open-ended and multiple choice: {@code [{"question_id":1,"answer":"..."}]}. */
  ANSWERS("question_id", "answer", "each question", "an answer");

  /** Whole numbers without leading zeros that fit in 64 bits: the judge compares ids as numbers. */
  private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  private final String idKey;
  private final String textKey;
  private final String each; // for messages: what may be there once only
  private final String what; // for messages: what the text is

  ResultsFile(String idKey, String textKey, String each, String what) {
    this.idKey = idKey;
    this.textKey = textKey;
    this.each = each;
    this.what = what;
  }

  /** What a model said about the image or question of that id; an empty text scores zero. */
  public record Result(String id, String text) {
    public Result {
      Objects.requireNonNull(text, "text");
      if (id.isBlank()) {
        throw new IllegalArgumentException("id must not be blank, but got '" + id + "'");
      }
    }
  }

  /** All results, in the order of the file; other keys of a result are passed over. */
  public List<Result> read(Path file) throws IOException {
    List<Result> results = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (JsonCursor json = JsonCursor.open(file)) {
      json.array(
          "an array of {\"" + idKey + "\":...,\"" + textKey + "\":\"...\"}",
          index -> {
            Result result = read(json, "$[" + index + "]");
            if (!seen.add(result.id())) {
              throw json.wrong("$[" + index + "]." + idKey, each + " once", result.id() + " again");
            }
            results.add(result);
          });
      json.end();
    }
    return results;
  }

  private Result read(JsonCursor json, String path) throws IOException {
    String[] values = new String[2];
    json.object(
        "an object with \"" + idKey + "\" and \"" + textKey + "\"",
        key -> {
          if (key.equals(idKey)) {
            values[0] = json.id("an id");
          } else if (key.equals(textKey)) {
            values[1] = json.textOrEmpty(what); // null says nothing, and scores zero
          } else {
            json.skip();
          }
        });
    json.requireKey(path, idKey, values[0]);
    json.requireKey(path, textKey, values[1]);
    return new Result(values[0], values[1]);
  }

  /** Writes results, one per line, an id that is a number as a number; closes the stream. */
  public void write(OutputStream out, Iterable<Result> results) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(new OneResultPerLine());
      json.writeStartArray();
      for (Result result : results) {
        json.writeStartObject();
        if (NUMBER.matcher(result.id()).matches()) {
          json.writeNumberField(idKey, Long.parseLong(result.id()));
        } else {
          json.writeStringField(idKey, result.id());
        }
        json.writeStringField(textKey, result.text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }

  private static final class OneResultPerLine extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(",\n");
    }
  }
}
