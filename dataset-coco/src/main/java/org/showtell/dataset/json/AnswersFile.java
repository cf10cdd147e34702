package org.showtell.dataset.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.showtell.dataset.AnnotationFormatException;

/**
 * The official results format of VQA, open-ended and multiple choice: {@code
 * [{"question_id":1,"answer":"..."}]}.
 */
public final class AnswersFile {
  private static final IdTextRows ROWS =
      new IdTextRows("question_id", "answer", "each question", "an answer");

  private AnswersFile() {}

  /**
   * @param file the results file; other keys of a result are passed over
   * @return all its results, in the order of the file
   * @throws AnnotationFormatException if it is not an array of such objects, a question is there
   *     twice, or the JSON is broken
   */
  public static List<AnswerResult> read(Path file) throws IOException {
    List<AnswerResult> results = new ArrayList<>();
    ROWS.forEach(file, (id, answer) -> results.add(new AnswerResult(id, answer)));
    return results;
  }

  /**
   * @param file where to; an existing file is replaced
   * @param results what to write, each with its id as a number where it is one
   */
  public static void write(Path file, Iterable<AnswerResult> results) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(out, results);
    }
  }

  /**
   * @param out where to; closed at the end
   * @param results what to write, each with its id as a number where it is one
   */
  public static void write(OutputStream out, Iterable<AnswerResult> results) throws IOException {
    JsonGenerator json = IdTextRows.begin(out);
    for (AnswerResult result : results) {
      ROWS.write(json, result.questionId(), result.answer());
    }
    IdTextRows.end(json);
  }

  /**
   * One line of a VQA results file: the answer that a model gave a question.
   *
   * @param questionId the question's id, as in the annotations
   * @param answer the answer; may be empty
   */
  public record AnswerResult(String questionId, String answer) {

    /**
     * @throws IllegalArgumentException if the id is blank
     */
    public AnswerResult {
      Objects.requireNonNull(answer, "answer");
      if (questionId.isBlank()) {
        throw new IllegalArgumentException(
            "a result needs a question id, received '" + questionId + "'");
      }
    }
  }
}
