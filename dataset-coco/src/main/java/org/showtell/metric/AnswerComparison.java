package org.showtell.metric;

import java.util.List;
import java.util.Objects;

/**
 * What {@link VqaAccuracy} compares for one question. With multiple choice, the predicted answer is
 * the choice that was taken; the rule is the same.
 *
 * @param predicted the answer to be judged; may be empty
 * @param answers the human answers as they were given, one or more; ten in VQA
 * @param questionType such as {@code what color is the}; empty where it is not known
 * @param answerType such as {@code yes/no}, {@code number}, {@code other}; empty where not known
 */
public record AnswerComparison(
    String predicted, List<String> answers, String questionType, String answerType) {

  /**
   * @throws IllegalArgumentException if there is no human answer
   */
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
