package org.showtell.dataset.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.dataset.LeftOut;

/**
 * VQA's file of annotations: what people answered, without the questions. {@link VqaFiles} joins
 * both.
 */
public final class VqaAnnotations {
  static final Annotation NONE = new Annotation("", "", "", "", List.of());

  private final JsonCursor json;
  private final LeftOut leftOut;
  private final Map<String, Annotation> annotations = new LinkedHashMap<>();

  /** Four million answers are few different ones. */
  private final Map<String, String> texts = new HashMap<>();

  /**
   * What the file says of a question; the types are empty where there are none.
   *
   * @param answer the most common one
   * @param answers as people gave them, one or more
   */
  public record Annotation(
      String imageId, String questionType, String answerType, String answer, List<String> answers) {

    public Annotation {
      answers = List.copyOf(answers);
    }
  }

  private VqaAnnotations(JsonCursor json, LeftOut leftOut) {
    this.json = json;
    this.leftOut = leftOut;
  }

  /**
   * The annotations by question id, in the order of the file.
   *
   * @param leftOut is told of questions without an answer
   */
  public static Map<String, Annotation> read(Path file, LeftOut leftOut) throws IOException {
    try (JsonCursor json = JsonCursor.open(file)) {
      return new VqaAnnotations(json, leftOut).read();
    }
  }

  private Map<String, Annotation> read() throws IOException {
    json.list("annotations", "an array of annotations", this::annotation);
    if (annotations.isEmpty()) {
      throw json.wrong("$.annotations", "questions with answers", "none");
    }
    return annotations;
  }

  private void annotation(int index) throws IOException {
    String path = "$.annotations[" + index + "]";
    String[] values = new String[5];
    List<String> answers = new ArrayList<>(10);
    json.object(
        "an annotation object",
        key -> {
          switch (key) {
            case "question_id" -> values[0] = json.id("a question id");
            case "image_id" -> values[1] = json.id("an image id");
            case "question_type" -> values[2] = shared(json.tidyText("a type of questions"));
            case "answer_type" -> values[3] = shared(json.tidyText("a type of answers"));
            case "multiple_choice_answer" -> values[4] = json.textOrNull("an answer");
            case "answers" -> json.arrayOrNull("an array of answers", i -> addAnswer(answers));
            default -> json.skip();
          }
        });
    json.requireKey(path, "question_id", values[0]);
    json.requireKey(path, "image_id", values[1]);
    if (answers.isEmpty()) {
      leftOut.add("question", "no answer", values[0]);
      return;
    }
    Annotation annotation =
        new Annotation(
            values[1],
            values[2] == null ? "" : values[2],
            values[3] == null ? "" : values[3],
            values[4] == null ? mostCommon(answers) : shared(values[4]),
            answers);
    json.requireNew(
        annotations.put(values[0], annotation) == null,
        path + ".question_id",
        "question",
        values[0]);
  }

  /** One that nobody gave does not count. */
  private void addAnswer(List<String> answers) throws IOException {
    String answer = json.only("an answer object", "answer", "an answer");
    if (answer != null) {
      answers.add(shared(answer));
    }
  }

  private String shared(String text) {
    String before = texts.putIfAbsent(text, text);
    return before == null ? text : before;
  }

  /** The first of the most common ones. */
  static String mostCommon(List<String> answers) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    answers.forEach(answer -> counts.merge(answer, 1, Integer::sum));
    String best = answers.get(0);
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      best = count.getValue() > counts.get(best) ? count.getKey() : best;
    }
    return best;
  }
}
