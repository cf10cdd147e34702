package org.showtell.dataset.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.dataset.CocoImageNames;
import org.showtell.dataset.ImageNamePattern;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.json.VqaAnnotations.Annotation;
import org.showtell.dataset.vocabulary.CaptionTokenizer;

/**
 * VQA's questions and annotations, versions 1 and 2, open-ended and multiple choice.
 *
 * <p>Antol et al. 2015, "VQA: Visual Question Answering"; Goyal et al. 2017 for version 2. Two
 * files with the same question ids: {@code questions[]} with {@code question_id}, {@code image_id},
 * {@code question} and with multiple choice {@code multiple_choices}, and {@code annotations[]}
 * with {@code question_type}, {@code answer_type}, {@code multiple_choice_answer} and ten {@code
 * answers}. Test questions have no annotations.
 */
public final class VqaFiles {
  private final JsonCursor json;
  private final Map<String, Annotation> annotations; // null without annotations
  private final LeftOut leftOut;
  private final Map<String, Question> questions = new LinkedHashMap<>();
  private String dataType = "";
  private String dataSubtype = "";

  /** What the questions' file says. */
  private record Question(String imageId, String text, List<String> choices) {}

  /** The name of an image by its id. */
  @FunctionalInterface
  private interface Names {
    String of(String imageId) throws IOException;
  }

  private VqaFiles(JsonCursor json, Map<String, Annotation> annotations, LeftOut leftOut) {
    this.json = json;
    this.annotations = annotations;
    this.leftOut = leftOut;
  }

  /**
   * The questions in the order of their file.
   *
   * @param annotations null for questions without answers
   * @param names how images are named after their ids; null for the name that follows from the
   *     file's {@code data_type} and {@code data_subtype}, and where there is no such image for
   *     COCO's other names
   * @param leftOut is told of questions without a word, an annotation or an answer, and of
   *     annotations without a question
   */
  public static List<QuestionExample> read(
      Path questions,
      Path annotations,
      ImageNamePattern names,
      CocoImageNames photos,
      LeftOut leftOut)
      throws IOException {
    Map<String, Annotation> known =
        annotations == null ? null : VqaAnnotations.read(annotations, leftOut);
    try (JsonCursor json = JsonCursor.open(questions)) {
      return new VqaFiles(json, known, leftOut).read(names, photos);
    }
  }

  private List<QuestionExample> read(ImageNamePattern names, CocoImageNames photos)
      throws IOException {
    boolean[] found = new boolean[1];
    json.object(
        "an object with \"questions\"",
        key -> {
          switch (key) {
            case "questions" -> {
              found[0] = true;
              json.array("an array of questions", this::question);
            }
            case "data_type" -> dataType = json.text("the type of the data");
            case "data_subtype" -> dataSubtype = json.text("the name of a split");
            default -> json.skip();
          }
        });
    json.end();
    if (!found[0] || questions.isEmpty()) {
      String left = leftOut.isEmpty() ? "[]" : leftOut.summary();
      throw json.wrong("$", "the key \"questions\" with questions", found[0] ? left : "none");
    }
    return join(names == null ? usualNames(photos) : names::name);
  }

  private void question(int index) throws IOException {
    String[] values = new String[3];
    List<String> choices = new ArrayList<>();
    json.object(
        "a question object",
        key -> {
          switch (key) {
            case "question_id" -> values[0] = json.id("a question id");
            case "image_id" -> values[1] = json.id("an image id");
            case "question" -> values[2] = json.tidyText("a question");
            case "multiple_choices" -> choices.addAll(json.texts("an answer"));
            default -> json.skip();
          }
        });
    String path = "$.questions[" + index + "]";
    json.requireKey(path, "question_id", values[0]);
    json.requireKey(path, "image_id", values[1]);
    json.requireKey(path, "question", values[2]);
    if (leftOut.contains(values[0])) {
      return; // it has no answer
    }
    json.requireNew(
        !questions.containsKey(values[0]), path + ".question_id", "question", values[0]);
    if (!CaptionTokenizer.hasWords(values[2])) {
      leaveOut("no word", values[0]);
      return;
    }
    if (annotations != null && !isAnnotated(values[0], values[1])) {
      return;
    }
    questions.put(values[0], new Question(values[1], values[2], choices));
  }

  private boolean isAnnotated(String id, String imageId) {
    Annotation annotation = annotations.get(id);
    if (annotation == null) {
      leaveOut("no annotation", id);
    } else if (!annotation.imageId().equals(imageId)) {
      leaveOut("another image than its annotation's", id);
    } else {
      return true;
    }
    return false;
  }

  private void leaveOut(String why, String id) {
    leftOut.add("question", why, id);
    if (annotations != null) {
      annotations.remove(id);
    }
  }

  private Names usualNames(CocoImageNames found) throws IOException {
    if (dataType.isBlank() || dataSubtype.isBlank()) {
      requireOne(found);
      return id -> found.name(id, null);
    }
    if (!dataType.equals("mscoco")) {
      return new ImageNamePattern(dataType + "_" + dataSubtype + "_", 12, ".png")::name;
    }
    ImageNamePattern usual = new ImageNamePattern("COCO_" + dataSubtype + "_", 12, ".jpg");
    return id -> found.name(id, usual.name(id));
  }

  private void requireOne(CocoImageNames found) throws IOException {
    for (Question question : questions.values()) {
      if (found.has(question.imageId())) {
        return;
      }
    }
    throw json.wrong(
        "$",
        "images named as COCO's are, or \"data_type\" and \"data_subtype\", from which they are"
            + " named, or a pattern such as COCO_val2014_%012d.jpg behind the images",
        "none of them");
  }

  private List<QuestionExample> join(Names names) throws IOException {
    if (annotations != null && annotations.size() > questions.size()) {
      annotations.keySet().stream()
          .filter(id -> !questions.containsKey(id))
          .forEach(id -> leftOut.add("annotation", "no question", "of question " + id));
    }
    List<QuestionExample> examples = new ArrayList<>(questions.size());
    for (Map.Entry<String, Question> question : questions.entrySet()) {
      String file = names.of(question.getValue().imageId());
      examples.add(example(question.getKey(), question.getValue(), file));
    }
    return examples;
  }

  private QuestionExample example(String id, Question question, String file) {
    Annotation annotation = annotations == null ? VqaAnnotations.NONE : annotations.get(id);
    return new QuestionExample(
        id,
        question.imageId(),
        file,
        question.text(),
        annotation.answer(),
        annotation.answers(),
        annotation.questionType(),
        annotation.answerType(),
        question.choices());
  }
}
