package org.showtell.dataset.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.vocabulary.CaptionTokenizer;

/**
 * Questions as JSON lines: {@code {"image":"a.jpg","question":"What is it?","answer":"a dog"}}.
 *
 * <p>{@code answer} is a string, an array of what several people said, or left out; {@code
 * question_id}, {@code question_type}, {@code answer_type} and {@code choices} may be there.
 */
public final class QuestionLines {
  private QuestionLines() {}

  /**
   * The questions in the order of the file; the id is the line's number where there is none.
   *
   * @param leftOut is told of questions without a word
   */
  public static List<QuestionExample> read(Path file, LeftOut leftOut) throws IOException {
    List<QuestionExample> examples = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try (JsonCursor json = JsonCursor.open(file)) {
      while (!json.isAtEnd()) {
        String line = "line " + json.line();
        QuestionExample example = example(json, line);
        if (example == null) {
          leftOut.add("question", "no word", line);
          continue;
        }
        json.requireNew(ids.add(example.questionId()), line, "question", example.questionId());
        examples.add(example);
      }
      if (examples.isEmpty()) {
        throw json.wrong("line 1", "one question per line", "none");
      }
    }
    return examples;
  }

  /** The question of a line; null where it has no word. */
  private static QuestionExample example(JsonCursor json, String line) throws IOException {
    String[] values = {null, null, line.substring("line ".length()), "", ""};
    List<String> answers = new ArrayList<>();
    List<String> choices = new ArrayList<>();
    json.object(
        "an object with \"image\" and \"question\"",
        key -> {
          switch (key) {
            case "image" -> values[0] = json.id("an image's file name");
            case "question" -> values[1] = json.tidyText("a question");
            case "question_id" -> values[2] = json.id("a question id");
            case "question_type" -> values[3] = json.tidyText("a type of questions");
            case "answer_type" -> values[4] = json.tidyText("a type of answers");
            case "answer" -> {
              if (json.isAtArray()) {
                answers.addAll(json.texts("an answer"));
              } else {
                answers.add(json.tidyText("an answer"));
              }
            }
            case "choices" -> choices.addAll(json.texts("an answer"));
            default -> json.skip();
          }
        });
    json.requireKey(line, "image", values[0]);
    json.requireKey(line, "question", values[1]);
    if (!CaptionTokenizer.hasWords(values[1])) {
      return null;
    }
    answers.removeIf(String::isBlank);
    return new QuestionExample(
        values[2],
        values[0],
        values[0],
        values[1],
        answers.isEmpty() ? "" : VqaAnnotations.mostCommon(answers),
        answers,
        values[3],
        values[4],
        choices);
  }
}
