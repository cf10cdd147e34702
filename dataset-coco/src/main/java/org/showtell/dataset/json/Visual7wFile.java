package org.showtell.dataset.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.vocabulary.CaptionTokenizer;

/**
 * Visual7W's questions with four choices, {@code dataset_v7w_telling.json}.
 *
 * <p>Zhu et al. 2016, "Visual7W: Grounded Question Answering in Images": a list {@code images},
 * each with {@code filename}, {@code split} and {@code qa_pairs}; of a pair, {@code
 * multiple_choices} are the three wrong answers. The right one's place among the choices follows
 * from the question's id, so that a model which always takes the same place gains nothing.
 */
public final class Visual7wFile {
  private final JsonCursor json;
  private final Predicate<String> wanted;
  private final LeftOut leftOut;
  private final List<QuestionExample> examples = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private Visual7wFile(JsonCursor json, Predicate<String> wanted, LeftOut leftOut) {
    this.json = json;
    this.wanted = wanted;
    this.leftOut = leftOut;
  }

  /**
   * The questions of the file's own splits that are wanted, in its order.
   *
   * @param leftOut is told of blank questions and answers
   */
  public static List<QuestionExample> read(Path file, Predicate<String> wanted, LeftOut leftOut)
      throws IOException {
    try (JsonCursor json = JsonCursor.open(file)) {
      return new Visual7wFile(json, wanted, leftOut).read();
    }
  }

  private List<QuestionExample> read() throws IOException {
    json.object(
        "an object with \"images\"",
        key -> {
          if (key.equals("images")) {
            json.array("an array of images", this::image);
          } else {
            json.skip();
          }
        });
    json.end();
    if (examples.isEmpty()) {
      throw json.wrong("$.images", "questions of the split that was asked for", "none");
    }
    return examples;
  }

  /** One pair of a question and its answer. */
  private static final class Pair {
    String id;
    String question;
    String answer;
    String type = "";
    List<String> wrong = List.of();
  }

  private void image(int index) throws IOException {
    String path = "$.images[" + index + "]";
    String[] values = new String[3];
    List<Pair> pairs = new ArrayList<>();
    json.object(
        "an image object",
        key -> {
          switch (key) {
            case "filename" -> values[0] = json.text("a file name");
            case "split" -> values[1] = json.text("the name of a split");
            case "image_id" -> values[2] = json.id("an image id");
            case "qa_pairs" ->
                json.arrayOrNull("an array of pairs", i -> pairs.add(pair(path + ".qa_pairs", i)));
            default -> json.skip();
          }
        });
    json.requireKey(path, "filename", values[0]);
    json.requireKey(path, "split", values[1]);
    if (wanted.test(values[1])) {
      String imageId = values[2] == null ? values[0] : values[2];
      for (Pair pair : pairs) {
        if (!CaptionTokenizer.hasWords(pair.question) || pair.answer.isEmpty()) {
          leftOut.add("question", "no word, or no answer", pair.id);
        } else {
          examples.add(example(pair, imageId, values[0]));
        }
      }
    }
  }

  private static QuestionExample example(Pair pair, String imageId, String file) {
    List<String> choices = new ArrayList<>(pair.wrong);
    choices.add(Math.floorMod(pair.id.hashCode(), choices.size() + 1), pair.answer);
    return new QuestionExample(
        pair.id,
        imageId,
        file,
        pair.question,
        pair.answer,
        List.of(pair.answer),
        pair.type,
        "",
        choices);
  }

  private Pair pair(String list, int index) throws IOException {
    Pair pair = new Pair();
    json.object(
        "an object with a question and its answer",
        key -> {
          switch (key) {
            case "qa_id" -> pair.id = json.id("a question id");
            case "question" -> pair.question = json.tidyText("a question");
            case "answer" -> pair.answer = json.tidyText("an answer");
            case "type" -> pair.type = json.tidyText("a type of questions");
            case "multiple_choices" -> pair.wrong = json.texts("an answer");
            default -> json.skip();
          }
        });
    String path = list + "[" + index + "]";
    json.requireKey(path, "qa_id", pair.id);
    json.requireKey(path, "question", pair.question);
    json.requireKey(path, "answer", pair.answer);
    json.requireNew(ids.add(pair.id), path + ".qa_id", "question", pair.id);
    return pair;
  }
}
