package org.showtell.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * The tokenizer of the official judge: Penn Treebank rules, lower case, and coco-caption's list of
 * punctuation removed.
 *
 * <p>coco-caption runs the Stanford tokenizer on both sides before any score is computed; a plain
 * split at blanks gives other numbers. Brackets come out as {@code -lrb-} and are not removed,
 * since the list names them in upper case; that quirk is kept, as every published score has it.
 *
 * <pre>{@code
 * new PtbTokenizer().tokenize("A man's dog can't jump; it isn't high.");
 * // [a, man, 's, dog, ca, n't, jump, it, is, n't, high]
 * }</pre>
 *
 * <p>Stateless and safe to share between threads.
 */
public final class PtbTokenizer {
  /** What coco-caption drops, spelt as it spells it. */
  private static final Set<String> PUNCTUATION =
      Set.of(
          "''", "'", "``", "`", "-LRB-", "-RRB-", "-LCB-", "-RCB-", ".", "?", "!", ",", ":", "-",
          "--", "...", ";");

  /**
   * @param caption one caption; line breaks count as blanks
   * @return its tokens in lower case without the listed punctuation; may be empty
   */
  public List<String> tokenize(String caption) {
    // A soft hyphen is invisible and belongs to no word.
    String text = caption.indexOf('\u00ad') < 0 ? caption : caption.replace("\u00ad", "");
    List<String> tokens = new ArrayList<>();
    Matcher token =
        PtbGrammar.TOKEN.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    int at = 0;
    while (at < text.length()) {
      int plain = endOfPlainWord(text, at);
      if (plain > at) {
        add(text.substring(at, plain), tokens);
        at = plain;
      } else if (isBlank(text.charAt(at)) || !token.region(at, text.length()).lookingAt()) {
        at++;
      } else {
        add(token.group(), tokens);
        at = token.end();
      }
    }
    return tokens;
  }

  private static void add(String match, List<String> tokens) {
    for (String spelt : PtbSpelling.of(match)) {
      if (!PUNCTUATION.contains(spelt)) {
        tokens.add(spelt);
      }
    }
  }

  /**
   * Most of a caption is plain words between blanks, for which no pattern need be tried.
   *
   * @return the end of a run of ASCII letters that stands between blanks, else {@code at}
   */
  private static int endOfPlainWord(String text, int at) {
    if (at > 0 && text.charAt(at - 1) != ' ') {
      return at;
    }
    int end = at;
    while (end < text.length() && isAsciiLetter(text.charAt(end))) {
      end++;
    }
    return end == text.length() || text.charAt(end) == ' ' ? end : at;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
