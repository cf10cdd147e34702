package org.showtell.dataset.json;

import java.util.Objects;

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
