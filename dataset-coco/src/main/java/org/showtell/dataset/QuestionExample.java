package org.showtell.dataset;

import java.util.List;
import java.util.Objects;

/**
 * One question about an image, with what people answered.
 *
 * @param questionId unique in a data set
 * @param imageId the image's id, or its file name where the data has no ids
 * @param file the image's name inside the {@link ImageSource}
 * @param question as it was written, with single spaces
 * @param answer the one answer to learn: the most common human answer as the data set names it, or
 *     its right answer; empty where the data has no answers (test sets)
 * @param answers all human answers as they were given: ten in VQA, one elsewhere; empty where the
 *     data has none
 * @param questionType such as {@code what color is the}; empty where the data has none
 * @param answerType such as {@code yes/no}; empty where the data has none
 * @param choices the answers to choose from; empty where the question is open
 */
public record QuestionExample(
    String questionId,
    String imageId,
    String file,
    String question,
    String answer,
    List<String> answers,
    String questionType,
    String answerType,
    List<String> choices) {

  /**
   * @throws IllegalArgumentException if id, file or question is blank, or there is an answer to
   *     learn but none to compare with
   */
  public QuestionExample {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(questionType, "questionType");
    Objects.requireNonNull(answerType, "answerType");
    answers = List.copyOf(answers);
    choices = List.copyOf(choices);
    if (questionId.isBlank() || imageId.isBlank() || file.isBlank() || question.isBlank()) {
      throw new IllegalArgumentException(
          "a question needs an id, an image, its file and words, received question "
              + questionId
              + " '"
              + question
              + "' about image "
              + imageId
              + " ("
              + file
              + ")");
    }
    if (!answer.isEmpty() && answers.isEmpty()) {
      throw new IllegalArgumentException(
          "question " + questionId + " has the answer '" + answer + "' and no human answers");
    }
  }
}
