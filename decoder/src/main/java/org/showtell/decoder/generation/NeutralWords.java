package org.showtell.decoder.generation;

import java.util.List;
import org.showtell.nn.Check;

/**
 * Words that tell a gender, and what is said instead where the network is not sure of one. A
 * network that has seen more men than women says "man" wherever it is in doubt, though it knows
 * that it is (Hendricks et al. 2018, "Women also Snowboard", section 1): of two such words the
 * likelier needs a share of their probability, or both give theirs to a word that fits either.
 *
 * @param choices pairs of words, each with the neutral one
 * @param certainty least share of the likelier, in [0.5, 1]; at 0.5 nothing is ever in doubt
 */
public record NeutralWords(List<Choice> choices, double certainty) {
  /**
   * Two words and the one that fits both.
   *
   * @param one token, "man" say
   * @param other token, "woman" say
   * @param neutral token, "person" say
   */
  public record Choice(int one, int other, int neutral) {}

  /**
   * Checks the certainty.
   *
   * @throws IllegalArgumentException that names it
   */
  public NeutralWords {
    choices = List.copyOf(choices);
    Check.that(certainty >= 0.5 && certainty <= 1, "certainty must be in [0.5, 1]", certainty);
  }

  /** No words: all are said as they are. */
  public static NeutralWords none() {
    return new NeutralWords(List.of(), 0.5);
  }

  /**
   * Moves the probability of words in doubt, in place; a row still sums to 1.
   *
   * @param logProbs [R, V]
   * @param offset where the row starts
   */
  void apply(float[] logProbs, int offset) {
    for (Choice choice : choices) {
      double one = Math.exp(logProbs[offset + choice.one()]);
      double other = Math.exp(logProbs[offset + choice.other()]);
      if (Math.max(one, other) < certainty * (one + other)) {
        double neutral = Math.exp(logProbs[offset + choice.neutral()]);
        logProbs[offset + choice.neutral()] = (float) Math.log(one + other + neutral);
        logProbs[offset + choice.one()] = Float.NEGATIVE_INFINITY;
        logProbs[offset + choice.other()] = Float.NEGATIVE_INFINITY;
      }
    }
  }
}
