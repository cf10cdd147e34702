package org.showtell.app.output.attention;

import org.showtell.app.caption.CaptionToken;

/**
 * How much of a word came from detected words and not from the photo, for people: "31 % from
 * words". A map tells only where in the photo the rest of the attention went.
 */
public final class WordShare {
  private WordShare() {}

  /** The word, and behind it the share if there is one. */
  static String beside(CaptionToken word) {
    return word.wordShare() == null ? word.word() : word.word() + " (" + text(word) + ")";
  }

  /** The share alone; the word must have one. */
  public static String text(CaptionToken word) {
    return Math.round(100 * word.wordShare()) + " % from words";
  }
}
