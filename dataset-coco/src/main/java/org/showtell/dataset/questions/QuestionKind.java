package org.showtell.dataset.questions;

/** What is asked for. */
enum QuestionKind {
  OBJECT("object", "other"),
  NUMBER("number", "number"),
  COLOUR("color", "other"),
  LOCATION("location", "other"),
  IS_THERE("is there", "yes/no"),
  IS_COLOUR("is it of that color", "yes/no"),
  IS_PLACE("is it there", "yes/no");

  private final String questionType;
  private final String answerType;

  QuestionKind(String questionType, String answerType) {
    this.questionType = questionType;
    this.answerType = answerType;
  }

  String questionType() {
    return questionType;
  }

  /** As VQA groups its answers. */
  String answerType() {
    return answerType;
  }
}
