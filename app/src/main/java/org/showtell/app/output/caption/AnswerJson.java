package org.showtell.app.output.caption;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.showtell.app.answer.AnsweredQuestion;

/**
 * A question with its answers as JSON: {@code image}, {@code question}, {@code answers} ({@code
 * answer}, {@code probability}) and, where asked for, {@code attention} as rows of the grid.
 */
public final class AnswerJson {
  private static final JsonFactory JSON = new JsonFactory();

  private AnswerJson() {}

  /**
   * One JSON object, without a line break.
   *
   * @param image as the user named it
   * @param attention whether to say where the model looked, if it says so
   */
  public static String line(String image, AnsweredQuestion answered, boolean attention) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("image", image);
      json.writeStringField("question", answered.question());
      json.writeArrayFieldStart("answers");
      for (AnsweredQuestion.Answer answer : answered.answers()) {
        json.writeStartObject();
        json.writeStringField("answer", answer.answer());
        json.writeNumberField("probability", Scores.rounded(answer.probability()));
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
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written to", e);
    }
    return line.toString();
  }
}
