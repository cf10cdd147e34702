package org.showtell.dataset.questions;

/**
 * A question that a sentence answers.
 *
 * @param question lower case, with a question mark
 * @param answer as the sentence says it, lower case: "giraffes" and not "giraffe"
 */
public record SentenceQuestion(String question, String answer) {}
