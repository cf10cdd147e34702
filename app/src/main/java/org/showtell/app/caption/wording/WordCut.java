package org.showtell.app.caption.wording;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts a text between two words, so that it does not end in the middle of a phrase. */
final class WordCut {
  /** Words that stand before others: a text that was cut does not end with one. */
  private static final Set<String> FORE =
      Set.of(
          ("a an the this that these those his her its their my your our some any each no"
                  + " of in on at to by for from with without into onto over under above below behind"
                  + " beside between near through across along around against inside outside off up"
                  + " down out about as like next and or but nor while who which whose when where"
                  + " is are was were be being has have had very several two three")
              .split(" "));

  private static final Pattern LOOSE_END = Pattern.compile("[^\\p{L}\\p{M}\\p{N}.!?)\\]}\"']+$");

  private WordCut() {}

  /**
   * The longest beginning of at most {@code length} characters that ends with a whole word and not
   * with one like "a" or "with". A first word that is longer is cut between two characters.
   */
  static String cut(String text, int length) {
    if (text.codePointCount(0, text.length()) <= length) {
      return text;
    }
    int end = text.offsetByCodePoints(0, length);
    String words = text.substring(0, wordEnd(text, end));
    String kept = words.replaceFirst(LOOSE_END.pattern(), "");
    while (endsWithFore(kept)) {
      kept = kept.substring(0, kept.length() - lastWord(kept).length());
      kept = kept.replaceFirst(LOOSE_END.pattern(), "");
    }
    return kept.isBlank() ? text.substring(0, before(characters(), text, end)).strip() : kept;
  }

  private static boolean endsWithFore(String text) {
    return FORE.contains(lastWord(text).toLowerCase(Locale.ROOT));
  }

  private static String lastWord(String text) {
    String[] words = text.split("[^\\p{L}\\p{M}\\p{N}'\u2019]+");
    return words.length == 0 || !text.endsWith(words[words.length - 1])
        ? ""
        : words[words.length - 1];
  }

  /** The last place at most at {@code end} where a word is complete; spaces go before hyphens. */
  private static int wordEnd(String text, int end) {
    for (int at = end; at > 0; at--) {
      if (Character.isWhitespace(text.charAt(at))) {
        return at;
      }
    }
    BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT); // scripts without spaces
    return before(words, text, end);
  }

  private static BreakIterator characters() {
    return BreakIterator.getCharacterInstance(Locale.ROOT);
  }

  private static int before(BreakIterator places, String text, int end) {
    places.setText(text);
    return places.isBoundary(end) ? end : Math.max(0, places.preceding(end));
  }
}
