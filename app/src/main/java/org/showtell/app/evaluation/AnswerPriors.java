package org.showtell.app.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.showtell.dataset.QuestionExample;

/**
 * The per-question-type prior (Antol et al. 2015, table 2): for each type of question its most
 * common answer, whatever the image and the words are.
 */
public final class AnswerPriors {
  private AnswerPriors() {}

  /** The most common answers among the known questions to those that are asked. */
  public static List<String> of(List<QuestionExample> known, List<QuestionExample> asked) {
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    for (QuestionExample question : known) {
      if (!question.answer().isEmpty()) {
        counts
            .computeIfAbsent(type(question), type -> new HashMap<>())
            .merge(question.answer(), 1, Integer::sum);
      }
    }
    return asked.stream()
        .map(question -> mostCommon(counts.getOrDefault(type(question), Map.of())))
        .toList();
  }

  private static String type(QuestionExample question) {
    return question.questionType().isEmpty() ? question.answerType() : question.questionType();
  }

  private static String mostCommon(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }
}
