package org.showtell.app.answer;

import java.util.List;
import org.showtell.attention.AttentionMap;

/**
 * A question about a photo with its answers.
 *
 * @param question as it was asked
 * @param answers best first
 * @param unknownWords words of the question that the model never saw
 * @param attention where the model looked, or null for one that does not
 */
public record AnsweredQuestion(
    String question, List<Answer> answers, List<String> unknownWords, AttentionMap attention) {

  /** Copies the lists. */
  public AnsweredQuestion {
    answers = List.copyOf(answers);
    unknownWords = List.copyOf(unknownWords);
  }

  /** The same with so many answers at most. */
  public AnsweredQuestion first(int count) {
    return new AnsweredQuestion(
        question, answers.subList(0, Math.min(count, answers.size())), unknownWords, attention);
  }

  /**
   * One answer.
   *
   * @param answer its text
   * @param probability among all answers that the model knows, or among the given choices
   */
  public record Answer(String answer, float probability) {}
}
