package org.showtell.dataset.questions;

/** A question, lower case without a question mark, and its answer, not yet in a data set. */
record GeneratedQuestion(Kind kind, String question, String answer) {

  /** What is asked for. */
  enum Kind {
    OBJECT("object", "other"),
    NUMBER("number", "number"),
    COLOUR("color", "other"),
    LOCATION("location", "other"),
    IS_THERE("is there", "yes/no"),
    IS_COLOUR("is it of that color", "yes/no"),
    IS_PLACE("is it there", "yes/no");

    private final String questionType;
    private final String answerType;

    Kind(String questionType, String answerType) {
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
}
