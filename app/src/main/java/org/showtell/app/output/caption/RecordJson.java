package org.showtell.app.output.caption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.showtell.app.answer.AnsweredQuestion;
import org.showtell.app.caption.CaptionRecord;
import org.showtell.app.caption.CaptionToken;
import org.showtell.app.caption.Keyword;
import org.showtell.app.caption.ScoredCaption;

/** Results as one line of JSON. The fields and their order are what scripts rely on. */
public final class RecordJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double DECIMALS = 1e6;

  private RecordJson() {}

  /**
   * What records say beside the captions, because the user asked for it.
   *
   * @param words whether each caption has its words and where the model attends for them
   * @param keywords whether each image has its keywords
   */
  public record Details(boolean words, boolean keywords) {}

  /** One JSON object, without a line break, in the map's order. */
  public static String line(Map<String, ?> fields) {
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a string cannot fail to be written to", e);
    }
  }

  /** A score with six decimals: more than two runs on two machines agree on. */
  public static double rounded(double score) {
    return Math.rint(score * DECIMALS) / DECIMALS + 0.0; // no negative zero
  }

  /**
   * {@code path}, {@code caption}, {@code score}, {@code captions} ({@code text}, {@code score}),
   * {@code model}, {@code error}. With details each caption also has {@code words} ({@code word},
   * {@code logProb}, {@code attention} as rows of the grid, and {@code wordShare} from a model that
   * attends to detected words too), and {@code keywords} ({@code word}, {@code probability}) come
   * after the captions; so does {@code burstOf}, the path of the image whose captions these are, if
   * it is another.
   */
  public static String caption(CaptionRecord record, Details details) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", record.path());
    fields.put("caption", record.caption());
    fields.put("score", record.score() == null ? null : rounded(record.score()));
    fields.put(
        "captions",
        record.captions().stream().map(caption -> caption(caption, details.words())).toList());
    if (details.keywords()) {
      fields.put("keywords", keywords(record.keywords()));
    }
    if (record.burstOf() != null) {
      fields.put("burstOf", record.burstOf());
    }
    fields.put("model", record.model());
    fields.put("error", record.error());
    return line(fields);
  }

  private static Map<String, Object> caption(ScoredCaption caption, boolean words) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", caption.text());
    fields.put("score", rounded(caption.score()));
    if (words) {
      fields.put("words", caption.words().stream().map(RecordJson::word).toList());
    }
    return fields;
  }

  private static Map<String, Object> word(CaptionToken word) {
    Map<String, Object> fields = pair("word", word.word(), "logProb", rounded(word.logProb()));
    fields.put(
        "attention", Arrays.stream(word.attention().rows()).map(RecordJson::rounded).toList());
    if (word.wordShare() != null) {
      fields.put("wordShare", rounded(word.wordShare()));
    }
    return fields;
  }

  private static double[] rounded(float[] row) {
    return IntStream.range(0, row.length).mapToDouble(i -> rounded(row[i])).toArray();
  }

  private static Map<String, Object> pair(String a, Object first, String b, Object second) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(a, first);
    fields.put(b, second);
    return fields;
  }

  /** The value of {@code keywords}: {@code [{"word":"cat","probability":0.93}]}. */
  public static List<Map<String, Object>> keywords(List<Keyword> keywords) {
    return keywords.stream()
        .map(one -> pair("word", one.word(), "probability", rounded(one.probability())))
        .toList();
  }

  /**
   * {@code image}, {@code question}, {@code answers} ({@code answer}, {@code probability}) and,
   * where asked for, {@code attention} as rows of the grid.
   *
   * @param image as the user named it
   * @param attention whether to write where the model attends, if it does
   */
  public static String answers(String image, AnsweredQuestion answered, boolean attention) {
    Map<String, Object> fields = pair("image", image, "question", answered.question());
    fields.put(
        "answers",
        answered.answers().stream()
            .map(one -> pair("answer", one.answer(), "probability", rounded(one.probability())))
            .toList());
    if (attention && answered.attention() != null) {
      fields.put("attention", answered.attention().rows());
    }
    return line(fields);
  }
}
