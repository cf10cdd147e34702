package org.showtell.dataset;

import java.util.List;
import java.util.Objects;

/**
 * One question about an image, with what people answered. Texts that the data lacks are empty.
 *
 * @param imageId the image's id, or its file name where the data has no ids
 * @param file the image's name inside the {@link ImageSource}
 * @param answer the one to learn: the most common human answer, or the right one
 * @param answers as people gave them: ten in VQA, one elsewhere, none in test sets
 * @param questionType such as {@code what color is the}
 * @param answerType such as {@code yes/no}
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

  public QuestionExample {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(questionType, "questionType");
    Objects.requireNonNull(answerType, "answerType");
    answers = List.copyOf(answers);
    choices = List.copyOf(choices);
    if (questionId.isBlank() || imageId.isBlank() || file.isBlank() || question.isBlank()) {
      throw new IllegalArgumentException(
          "a question must have id, image, file and words, but got %s '%s' about image %s (%s)"
              .formatted(questionId, question, imageId, file));
    }
    if (!answer.isEmpty() && answers.isEmpty()) {
      throw new IllegalArgumentException(
          "answers must hold a human answer, but got none for question %s with the answer '%s'"
              .formatted(questionId, answer));
    }
  }
}
