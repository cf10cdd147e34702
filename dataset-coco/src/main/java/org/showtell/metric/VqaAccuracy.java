package org.showtell.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * VQA accuracy (Antol et al. 2015, section 3) as the official script computes it.
 *
 * <p>Each human answer in turn is left out, and the prediction counts min(1, matches among the
 * others / 3); the mean over the answers is the question's accuracy. Answers are normalised ({@link
 * AnswerNormalisation}) only where the human answers are not all the same: a unanimous "Yes." is
 * matched by "Yes." alone. Open-ended and multiple choice are judged alike.
 *
 * <p>Data with a single answer per question (COCO-QA, Visual7W) has nothing to leave out: there a
 * prediction counts 1 if it equals the answer, as it is or normalised, else 0. That is those data
 * sets' own accuracy, and not VQA's.
 */
public final class VqaAccuracy {
  private static final double ENOUGH = 3;
  private static final double PERCENT = 100;

  private VqaAccuracy() {}

  /** Scores one question or more. */
  public static Score compute(List<AnswerComparison> questions) {
    if (questions.isEmpty()) {
      throw new IllegalArgumentException("questions must be at least 1, but got 0");
    }
    List<Double> perQuestion = new ArrayList<>(questions.size());
    questions.forEach(question -> perQuestion.add(PERCENT * accuracy(question)));
    return new Score(
        ImageScores.averaged(perQuestion).corpus(),
        means(questions, perQuestion, AnswerComparison::questionType),
        means(questions, perQuestion, AnswerComparison::answerType),
        perQuestion);
  }

  private static Map<String, Double> means(
      List<AnswerComparison> questions,
      List<Double> perQuestion,
      Function<AnswerComparison, String> type) {
    Map<String, List<Double>> grouped = new LinkedHashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      grouped
          .computeIfAbsent(type.apply(questions.get(i)), name -> new ArrayList<>())
          .add(perQuestion.get(i));
    }
    grouped.remove("");
    Map<String, Double> means = new LinkedHashMap<>();
    grouped.forEach((name, values) -> means.put(name, ImageScores.averaged(values).corpus()));
    return means;
  }

  private static double accuracy(AnswerComparison question) {
    List<String> answers = question.answers().stream().map(AnswerNormalisation::tidy).toList();
    String predicted = AnswerNormalisation.tidy(question.predicted());
    if (answers.size() == 1) {
      return answers.get(0).equals(predicted) || normal(answers.get(0)).equals(normal(predicted))
          ? 1
          : 0;
    }
    if (new HashSet<>(answers).size() > 1) {
      answers = answers.stream().map(VqaAccuracy::normal).toList();
      predicted = normal(predicted);
    }
    int matches = 0;
    for (String answer : answers) {
      matches += answer.equals(predicted) ? 1 : 0;
    }
    double sum = 0;
    for (String leftOut : answers) {
      int others = matches - (leftOut.equals(predicted) ? 1 : 0);
      sum += Math.min(1, others / ENOUGH);
    }
    return sum / answers.size();
  }

  private static String normal(String answer) {
    return AnswerNormalisation.normalise(answer);
  }

  /**
   * VQA accuracy in percent, not rounded (the official script prints two decimals): of all
   * questions, of each type in the order of first occurrence, and of each question.
   */
  public record Score(
      double overall,
      Map<String, Double> perQuestionType,
      Map<String, Double> perAnswerType,
      List<Double> perQuestion) {

    public Score {
      perQuestionType = Collections.unmodifiableMap(new LinkedHashMap<>(perQuestionType));
      perAnswerType = Collections.unmodifiableMap(new LinkedHashMap<>(perAnswerType));
      perQuestion = List.copyOf(perQuestion);
    }
  }
}
