package org.showtell.app.output.caption;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.caption.ScoredCaption;

/**
 * A record as one line of JSON. The fields and their order are what scripts rely on: {@code path},
 * {@code caption}, {@code score}, {@code captions} ({@code text}, {@code score}), {@code model},
 * {@code error}. Where the user asked for it, each caption also has {@code words} ({@code word},
 * {@code logProb}, {@code attention} as rows of the grid, and {@code wordShare} from a model that
 * attends to detected words too), and {@code keywords} ({@code word}, {@code probability}) come
 * after the captions.
 */
public final class CaptionJson {
  private static final JsonFactory JSON = new JsonFactory();

  private CaptionJson() {}

  /** One JSON object, without a line break, with the captions only. */
  public static String line(CaptionRecord record) {
    return line(record, RecordDetails.NONE);
  }

  /**
   * One JSON object, without a line break.
   *
   * @param details what it says beside the captions
   */
  public static String line(CaptionRecord record, RecordDetails details) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      write(record, details, json);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written to", e);
    }
    return line.toString();
  }

  /**
   * Writes one JSON object.
   *
   * @param details what it says beside the captions
   * @throws IOException if the generator cannot write
   */
  public static void write(CaptionRecord record, RecordDetails details, JsonGenerator json)
      throws IOException {
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
      if (details.words()) {
        writeWords(caption.words(), json);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (details.keywords()) {
      KeywordJson.writeField(record.keywords(), json);
    }
    json.writeStringField("model", record.model());
    json.writeStringField("error", record.error());
    json.writeEndObject();
  }

  private static void writeWords(List<CaptionToken> words, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("words");
    for (CaptionToken word : words) {
      json.writeStartObject();
      json.writeStringField("word", word.word());
      json.writeNumberField("logProb", Scores.rounded(word.logProb()));
      json.writeArrayFieldStart("attention");
      for (float[] row : word.attention().rows()) {
        json.writeStartArray();
        for (float weight : row) {
          json.writeNumber(Scores.rounded(weight));
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      if (word.wordShare() != null) {
        json.writeNumberField("wordShare", Scores.rounded(word.wordShare()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
