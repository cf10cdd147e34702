package org.showtell.metric;

import java.util.List;
import java.util.Objects;

/**
 * What {@link VqaAccuracy} compares for one question. The prediction may be empty; with multiple
 * choice it is the choice that was taken. Types are empty where they are not known.
 *
 * @param answers as people gave them, one or more; ten in VQA
 * @param questionType such as {@code what color is the}
 * @param answerType such as {@code yes/no}, {@code number}, {@code other}
 */
public record AnswerComparison(
    String predicted, List<String> answers, String questionType, String answerType) {

  public AnswerComparison {
    Objects.requireNonNull(predicted, "predicted");
    Objects.requireNonNull(questionType, "questionType");
    Objects.requireNonNull(answerType, "answerType");
    answers = List.copyOf(answers);
    if (answers.isEmpty()) {
      throw new IllegalArgumentException(
          "answers must be at least 1, but got 0 for '" + predicted + "'");
    }
  }
}
