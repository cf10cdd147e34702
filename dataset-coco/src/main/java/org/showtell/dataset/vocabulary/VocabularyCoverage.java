package org.showtell.dataset.vocabulary;

import java.util.Locale;

/**
 * How much of a text a vocabulary covers.
 *
 * @param minWordCount a word needs to occur this often to be kept
 * @param wordsKept different words in the vocabulary
 * @param wordsDropped different words that become {@code <unk>}
 * @param tokensCovered running words that are in the vocabulary
 * @param tokensTotal running words of the text
 */
public record VocabularyCoverage(
    int minWordCount, int wordsKept, int wordsDropped, long tokensCovered, long tokensTotal) {

  /**
   * @return the part of the running words that is in the vocabulary, from 0 to 1; 1 for no text
   */
  public double tokenShare() {
    return tokensTotal == 0 ? 1.0 : (double) tokensCovered / tokensTotal;
  }

  /**
   * @return one line for a person
   */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "vocabulary: %d words that occur at least %d times, %d rarer words dropped; %.2f %% of"
            + " %d tokens covered",
        wordsKept,
        minWordCount,
        wordsDropped,
        100 * tokenShare(),
        tokensTotal);
  }
}
