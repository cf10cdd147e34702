package org.showtell.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * VQA accuracy in percent, not rounded; the official script prints two decimals.
 *
 * @param overall the mean over all questions
 * @param perQuestionType the mean for each type, in the order of first occurrence
 * @param perAnswerType the same for the types of answers
 * @param perQuestion one value for each question, in the order of the input
 */
public record VqaScore(
    double overall,
    Map<String, Double> perQuestionType,
    Map<String, Double> perAnswerType,
    List<Double> perQuestion) {

  /** Copies its collections, in their order. */
  public VqaScore {
    perQuestionType = Collections.unmodifiableMap(new LinkedHashMap<>(perQuestionType));
    perAnswerType = Collections.unmodifiableMap(new LinkedHashMap<>(perAnswerType));
    perQuestion = List.copyOf(perQuestion);
  }
}
