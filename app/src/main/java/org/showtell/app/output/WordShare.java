package org.showtell.app.output;

import org.showtell.app.pipeline.DescribedWord;

/**
 * How much of a word came from detected words and not from the photo, for people: "31 % from
 * words". A map tells only where in the photo the rest of the attention went.
 */
final class WordShare {
  private WordShare() {}

  /** The word, and behind it the share if there is one. */
  static String beside(DescribedWord word) {
    return word.wordShare() == null ? word.word() : word.word() + " (" + text(word) + ")";
  }

  /** The share alone; the word must have one. */
  static String text(DescribedWord word) {
    return Math.round(100 * word.wordShare()) + " % from words";
  }
}
