package org.showtell.decoder.vqa;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a network thinks of every answer to one question.
 *
 * @param probabilities [K], of sum 1
 * @param attention where the last look went, [L], or null for a network that does not look
 */
public record AnswerScores(float[] probabilities, float[] attention) {

  /**
   * An answer with its probability.
   *
   * @param answer its number, from 0
   * @param probability of all answers, or of the given choices
   */
  public record Ranked(int answer, float probability) {}

  /** The most probable answers, best first; the lower number in a tie. */
  public List<Ranked> top(int count) {
    return ranked(IntStream.range(0, probabilities.length), 1).limit(count).toList();
  }

  /**
   * Multiple choice: the given answers alone, best first, their probabilities of sum 1.
   *
   * @param choices numbers of answers; none may be there twice
   */
  public List<Ranked> among(int[] choices) {
    double sum = 0;
    for (int choice : choices) {
      sum += probabilities[choice];
    }
    return ranked(IntStream.of(choices), sum == 0 ? 1 : sum).toList();
  }

  private Stream<Ranked> ranked(IntStream answers, double sum) {
    return answers
        .mapToObj(answer -> new Ranked(answer, (float) (probabilities[answer] / sum)))
        .sorted(Comparator.comparingDouble(ranked -> -ranked.probability()));
  }
}
