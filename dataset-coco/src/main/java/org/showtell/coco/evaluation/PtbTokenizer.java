package org.showtell.coco.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * The tokenizer of the official judge: Penn Treebank rules, lower case, and coco-caption's list of
 * punctuation removed.
 *
 * <p>coco-caption runs the Stanford tokenizer on both sides before any score is computed; a plain
 * split at blanks gives other numbers. Brackets come out as {@code -lrb-} and are not removed,
 * since the list names them in upper case; that quirk is kept, as every published score has it.
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
    List<String> tokens = new ArrayList<>();
    Matcher token = PtbGrammar.TOKEN.matcher(caption);
    int at = 0;
    while (at < caption.length()) {
      if (token.region(at, caption.length()).lookingAt() && token.end() > at) {
        for (String part : PtbGrammar.split(token.group())) {
          String written = part.toLowerCase(Locale.ROOT);
          if (!PUNCTUATION.contains(written)) {
            tokens.add(written);
          }
        }
        at = token.end();
      } else {
        at += Character.charCount(caption.codePointAt(at));
      }
    }
    return tokens;
  }
}
