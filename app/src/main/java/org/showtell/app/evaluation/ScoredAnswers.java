package org.showtell.app.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.showtell.dataset.QuestionExample;
import org.showtell.metric.AnswerComparison;
import org.showtell.metric.VqaAccuracy;

/** Answers beside what people answered, in the data's order. */
public record ScoredAnswers(
    List<QuestionExample> questions, List<String> predicted, VqaAccuracy.Score score) {

  public ScoredAnswers {
    questions = List.copyOf(questions);
    predicted = List.copyOf(predicted);
  }

  /** Scores answers by the official rule; the data must have answers. */
  public static ScoredAnswers of(List<QuestionExample> questions, List<String> predicted) {
    List<AnswerComparison> comparisons = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      QuestionExample question = questions.get(i);
      if (question.answers().isEmpty()) {
        throw new IllegalArgumentException(
            "answers must be at least 1, but got 0 for question "
                + question.questionId()
                + "; score data that has answers");
      }
      comparisons.add(
          new AnswerComparison(
              predicted.get(i),
              question.answers(),
              question.questionType(),
              question.answerType()));
    }
    return new ScoredAnswers(questions, predicted, VqaAccuracy.compute(comparisons));
  }

  /** The accuracy and that of each type of answer, in percent. */
  public static String summary(VqaAccuracy.Score score) {
    String types =
        score.perAnswerType().entrySet().stream()
            .map(type -> String.format(Locale.ROOT, "%s %.2f", type.getKey(), type.getValue()))
            .collect(Collectors.joining(", "));
    String overall = String.format(Locale.ROOT, "%.2f", score.overall());
    return types.isEmpty() ? overall : overall + " (" + types + ")";
  }
}
