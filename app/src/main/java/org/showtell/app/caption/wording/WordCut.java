package org.showtell.app.caption.wording;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
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

  /** Accents, joined emoji and flags are one; {@link BreakIterator} takes emoji apart. */
  private static final Pattern CHARACTER = Pattern.compile("\\X");

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
    return kept.isBlank() ? text.substring(0, characterEnd(text, end)).strip() : kept;
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
    words.setText(text);
    return characterEnd(text, words.isBoundary(end) ? end : Math.max(0, words.preceding(end)));
  }

  /** The last place at most at {@code end} where a character with all its parts is complete. */
  private static int characterEnd(String text, int end) {
    int last = 0;
    for (Matcher character = CHARACTER.matcher(text); character.find(); last = character.end()) {
      if (character.end() > end) {
        return last;
      }
    }
    return last;
  }
}
