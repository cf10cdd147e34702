package org.showtell.decoder.generation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.showtell.decoder.DetectedWords;

/**
 * What an image says about the objects that sentences name: the rank of a finished sentence grows
 * by the weighted evidence for its words, and falls where it speaks against them.
 *
 * <p>A beam rarely keeps a word that the network thinks unlikely, however sure the detector is. So
 * the search follows the objects with the most evidence in beams of their own (after Anderson et
 * al. 2017, "Guided open vocabulary image captioning with constrained beam search", section 3, with
 * one state for each object); the rank then decides whether a sentence that names one is worth it.
 */
final class ObjectEvidence {
  /** Objects of an image that have beams of their own. */
  private static final int FOLLOWED = 2;

  private final int[] wordOfToken; // [V], or empty
  private final double[] valueOfWord; // [W + 1]: what a word adds to a rank, by its id
  private final int[] objectOfToken; // [V], or empty
  private final int[] tokens; // those that say a followed object
  private final int followed;

  ObjectEvidence(ContentRules rules, DetectedWords detected, int photo) {
    boolean known =
        rules.evidenceWeight() > 0 && detected != null && detected.evidence().length > 0;
    wordOfToken = known ? rules.wordOfToken() : new int[0];
    valueOfWord = new double[1 + Arrays.stream(wordOfToken).max().orElse(0)];
    for (int token = 0; token < wordOfToken.length; token++) {
      int word = wordOfToken[token];
      if (word > 0) {
        valueOfWord[word] = rules.evidenceWeight() * detected.evidence(photo, word);
      }
    }
    int[] most =
        IntStream.range(1, valueOfWord.length)
            .filter(word -> valueOfWord[word] > 0)
            .boxed()
            .sorted((a, b) -> Double.compare(valueOfWord[b], valueOfWord[a]))
            .limit(FOLLOWED)
            .mapToInt(Integer::intValue)
            .toArray();
    followed = most.length;
    objectOfToken = new int[followed == 0 ? 0 : wordOfToken.length];
    for (int token = 0; token < objectOfToken.length; token++) {
      for (int i = 0; i < followed; i++) {
        if (most[i] == wordOfToken[token]) {
          objectOfToken[token] = i + 1;
        }
      }
    }
    tokens =
        IntStream.range(0, objectOfToken.length)
            .filter(token -> objectOfToken[token] > 0)
            .toArray();
  }

  /** How many objects are followed. */
  int followed() {
    return followed;
  }

  /** The tokens that say a followed object, in order; not a copy. */
  int[] tokens() {
    return tokens;
  }

  /** The number of the followed object that a token says, from 1, or 0. */
  int object(int token) {
    return objectOfToken.length == 0 ? 0 : objectOfToken[token];
  }

  /** What a sentence's words add to its rank. */
  double of(int[] words) {
    return wordOfToken.length == 0
        ? 0
        : IntStream.of(words).mapToDouble(token -> valueOfWord[wordOfToken[token]]).sum();
  }
}
