package org.showtell.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 * <p>Safe to share between threads.
 */
public final class PtbTokenizer {
  /** What coco-caption drops, spelt as it spells it. */
  private static final Set<String> PUNCTUATION =
      Set.of(
          "''", "'", "``", "`", "-LRB-", "-RRB-", "-LCB-", "-RCB-", ".", "?", "!", ",", ":", "-",
          "--", "...", ";");

  // How the Penn Treebank spells: some run-together words as two, brackets by name, quotes and
  // dashes in ASCII, currencies as $.
  private static final Map<String, List<String>> RUN_TOGETHER =
      Map.ofEntries(
          Map.entry("cannot", List.of("can", "not")),
          Map.entry("gonna", List.of("gon", "na")),
          Map.entry("gotta", List.of("got", "ta")),
          Map.entry("lemme", List.of("lem", "me")),
          Map.entry("gimme", List.of("gim", "me")),
          Map.entry("wanna", List.of("wan", "na")),
          Map.entry("'tis", List.of("'t", "is")),
          Map.entry("'twas", List.of("'t", "was")));

  private static final Map<String, String> SPELT =
      Map.ofEntries(
          Map.entry("(", "-lrb-"),
          Map.entry(")", "-rrb-"),
          Map.entry("[", "-lsb-"),
          Map.entry("]", "-rsb-"),
          Map.entry("{", "-lcb-"),
          Map.entry("}", "-rcb-"),
          Map.entry("\"", "''"),
          Map.entry("\u201c", "``"),
          Map.entry("\u201d", "''"),
          Map.entry("\u201e", "``"),
          Map.entry("\u00ab", "``"),
          Map.entry("\u00bb", "''"),
          Map.entry("\u2018", "`"),
          Map.entry("\u2019", "'"),
          Map.entry("\u2026", "..."),
          Map.entry("\u20ac", "$"),
          Map.entry("\u00a3", "#"),
          Map.entry("\u00a2", "cents"),
          Map.entry("\u00bc", "1/4"),
          Map.entry("\u00bd", "1/2"),
          Map.entry("\u00be", "3/4"),
          Map.entry("\u2153", "1/3"),
          Map.entry("\u2154", "2/3"),
          Map.entry("&amp;", "&"),
          Map.entry("&lt;", "<"),
          Map.entry("&gt;", ">"),
          Map.entry("&quot;", "''"),
          Map.entry("&apos;", "'"));

  private static final Pattern ELLIPSIS = Pattern.compile("\\.{3,5}|\\. \\. \\.");
  private static final Pattern DASH = Pattern.compile("-{2,}|[\\u2012-\\u2015\\u0096\\u0097]");

  private final Map<String, String> words; // null where words are not shared

  public PtbTokenizer() {
    this(null);
  }

  private PtbTokenizer(Map<String, String> words) {
    this.words = words;
  }

  /**
   * A tokenizer that keeps each different word once: 240,000 captions have three million words, and
   * thirty thousand different ones.
   */
  public static PtbTokenizer sharing() {
    return new PtbTokenizer(new ConcurrentHashMap<>());
  }

  /**
   * The tokens in lower case without the listed punctuation; may be none. Line breaks are blanks.
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

  private void add(String match, List<String> tokens) {
    for (String spelt : spell(match)) {
      if (!PUNCTUATION.contains(spelt)) {
        String before = words == null ? null : words.putIfAbsent(spelt, spelt);
        tokens.add(before == null ? spelt : before);
      }
    }
  }

  /**
   * The end of a run of ASCII letters that stands between blanks, else {@code at}. Most of a
   * caption is such words, for which no pattern need be tried.
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

  /**
   * The tokens, in lower case, that a match of the grammar stands for: one, two for a run-together
   * word, none for a character that the judge does not know.
   */
  private static List<String> spell(String match) {
    if (isUnknown(match.codePointAt(0))) {
      return List.of();
    }
    String lower = match.toLowerCase(Locale.ROOT).replace('\u2019', '\'').replace('\u0092', '\'');
    List<String> two = RUN_TOGETHER.get(lower);
    if (two != null) {
      return two;
    }
    // Most matches are words, and none of what follows begins with a letter.
    if (lower.charAt(0) >= 'a' && lower.charAt(0) <= 'z') {
      return List.of(lower);
    }
    if (ELLIPSIS.matcher(lower).matches()) {
      return List.of("...");
    }
    if (DASH.matcher(lower).matches()) {
      return List.of("--");
    }
    boolean smiley = lower.length() > 1 && ":;=".indexOf(lower.charAt(0)) >= 0;
    return List.of(
        smiley
            ? lower.replace("(", "-lrb-").replace(")", "-rrb-")
            : SPELT.getOrDefault(lower, lower));
  }

  /** Pictographs and control characters are dropped, as the judge drops what it cannot name. */
  private static boolean isUnknown(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.PRIVATE_USE
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED
        || (Character.isSupplementaryCodePoint(character) && !Character.isLetterOrDigit(character));
  }
}
