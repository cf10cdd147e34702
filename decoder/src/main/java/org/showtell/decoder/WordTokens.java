package org.showtell.decoder;

import java.util.Arrays;

/**
 * Which tokens stand for which detected word: "cup" and "cups" for the detector's "cup". Kept as
 * the weight {@code copy.word}, [1, V], which is not trained, so that every copy of a network has
 * it.
 */
public final class WordTokens {
  private final int[][] tokens; // by one plus the detector's number of a word

  private WordTokens(int[][] tokens) {
    this.tokens = tokens;
  }

  /**
   * The tokens of each word of a network that copies.
   *
   * @throws IllegalArgumentException if a token's word is no number of a word
   */
  public static WordTokens of(CaptionNetwork network) {
    int words = network.config().semantic().words();
    float[] wordOfToken = network.parameters().copyOf("copy.word");
    int[][] tokens = new int[words + 1][0];
    for (int token = 0; token < wordOfToken.length; token++) {
      int word = Math.round(wordOfToken[token]);
      if (word < 0 || word > words) {
        throw new IllegalArgumentException(
            ("Expected the word of token %s in [0, %s] in the weight copy.word, but got %s;"
                    + " restore the file from the model")
                .formatted(token, words, wordOfToken[token]));
      }
      if (word > 0) {
        tokens[word] = Arrays.copyOf(tokens[word], tokens[word].length + 1);
        tokens[word][tokens[word].length - 1] = token;
      }
    }
    return new WordTokens(tokens);
  }

  /**
   * The tokens that stand for a word.
   *
   * @param id one plus the detector's number, or 0 for none
   */
  public int[] of(int id) {
    return tokens[id];
  }
}
