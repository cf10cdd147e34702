package org.showtell.dataset.questions;

/**
 * A question with its answer, before it belongs to a data set.
 *
 * @param kind which rule made it
 * @param question without a question mark, lower case
 * @param answer lower case
 */
record GeneratedQuestion(QuestionKind kind, String question, String answer) {}
