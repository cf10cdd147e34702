package org.showtell.app.answer;

import java.util.List;
import org.showtell.attention.AttentionMap;

/**
 * A question about an image with its answers.
 *
 * @param question as it was asked
 * @param answers best first
 * @param unknownWords words of the question that the model does not know
 * @param attention what the model attended to, or null for one that does not
 */
public record AnsweredQuestion(
    String question, List<Answer> answers, List<String> unknownWords, AttentionMap attention) {

  public AnsweredQuestion {
    answers = List.copyOf(answers);
    unknownWords = List.copyOf(unknownWords);
  }

  /** The same with so many answers at most. */
  public AnsweredQuestion first(int count) {
    return new AnsweredQuestion(
        question, answers.subList(0, Math.min(count, answers.size())), unknownWords, attention);
  }

  /** An answer with its probability among all that the model knows, or among the choices. */
  public record Answer(String answer, float probability) {}
}
