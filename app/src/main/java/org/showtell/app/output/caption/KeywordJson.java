package org.showtell.app.output.caption;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.showtell.app.caption.Keyword;

/** Keywords as a field of a record: {@code "keywords":[{"word":"cat","probability":0.93}]}. */
public final class KeywordJson {
  private KeywordJson() {}

  public static void writeField(List<Keyword> keywords, JsonGenerator json) throws IOException {
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
