package org.showtell.app.output.caption;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.caption.Keyword;
import org.showtell.app.caption.ScoredCaption;

/** Results as one line of JSON. The fields and their order are what scripts rely on. */
public final class RecordJson {
  private static final JsonFactory JSON = new JsonFactory();

  private RecordJson() {}

  /**
   * What records say beside the captions, because the user asked for it.
   *
   * @param words whether each caption has its words and where the model attends for them
   * @param keywords whether each image has its keywords
   */
  public record Details(boolean words, boolean keywords) {}

  /** Writes the fields of an object. */
  @FunctionalInterface
  public interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** One JSON object, without a line break. */
  public static String object(Fields fields) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written to", e);
    }
    return line.toString();
  }

  /**
   * {@code path}, {@code caption}, {@code score}, {@code captions} ({@code text}, {@code score}),
   * {@code model}, {@code error}. With details each caption also has {@code words} ({@code word},
   * {@code logProb}, {@code attention} as rows of the grid, and {@code wordShare} from a model that
   * attends to detected words too), and {@code keywords} ({@code word}, {@code probability}) come
   * after the captions.
   */
  public static String caption(CaptionRecord record, Details details) {
    return object(
        json -> {
          json.writeStringField("path", record.path());
          json.writeStringField("caption", record.caption());
          if (record.score() == null) {
            json.writeNullField("score");
          } else {
            score("score", record.score(), json);
          }
          json.writeArrayFieldStart("captions");
          for (ScoredCaption caption : record.captions()) {
            json.writeStartObject();
            json.writeStringField("text", caption.text());
            score("score", caption.score(), json);
            if (details.words()) {
              words(caption.words(), json);
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          if (details.keywords()) {
            keywords(record.keywords(), json);
          }
          json.writeStringField("model", record.model());
          json.writeStringField("error", record.error());
        });
  }

  private static void words(List<CaptionToken> words, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("words");
    for (CaptionToken word : words) {
      json.writeStartObject();
      json.writeStringField("word", word.word());
      score("logProb", word.logProb(), json);
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
        score("wordShare", word.wordShare(), json);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The field {@code keywords}: {@code [{"word":"cat","probability":0.93}]}. */
  public static void keywords(List<Keyword> keywords, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("keywords");
    for (Keyword keyword : keywords) {
      json.writeStartObject();
      json.writeStringField("word", keyword.word());
      score("probability", keyword.probability(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A number with as many decimals as scores have. */
  public static void score(String field, double value, JsonGenerator json) throws IOException {
    json.writeNumberField(field, Scores.rounded(value));
  }

  /**
   * {@code image}, {@code question}, {@code answers} ({@code answer}, {@code probability}) and,
   * where asked for, {@code attention} as rows of the grid.
   *
   * @param image as the user named it
   * @param attention whether to write where the model attends, if it does
   */
  public static String answers(String image, AnsweredQuestion answered, boolean attention) {
    return object(
        json -> {
          json.writeStringField("image", image);
          json.writeStringField("question", answered.question());
          json.writeArrayFieldStart("answers");
          for (AnsweredQuestion.Answer answer : answered.answers()) {
            json.writeStartObject();
            json.writeStringField("answer", answer.answer());
            score("probability", answer.probability(), json);
            json.writeEndObject();
          }
          json.writeEndArray();
          if (attention && answered.attention() != null) {
            json.writeArrayFieldStart("attention");
            for (float[] row : answered.attention().rows()) {
              json.writeStartArray();
              for (float weight : row) {
                json.writeNumber(weight);
              }
              json.writeEndArray();
            }
            json.writeEndArray();
          }
        });
  }
}
