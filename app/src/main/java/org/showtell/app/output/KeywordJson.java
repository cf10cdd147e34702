package org.showtell.app.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.showtell.app.pipeline.Keyword;

/** Keywords as a field of a record: {@code "keywords":[{"word":"cat","probability":0.93}]}. */
final class KeywordJson {
  private KeywordJson() {}

  static void writeField(List<Keyword> keywords, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("keywords");
    for (Keyword keyword : keywords) {
      json.writeStartObject();
      json.writeStringField("word", keyword.word());
      json.writeNumberField("probability", Scores.rounded(keyword.probability()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
