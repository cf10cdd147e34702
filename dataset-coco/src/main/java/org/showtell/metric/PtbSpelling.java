package org.showtell.metric;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How the Penn Treebank spells a token: brackets by name, quotes and dashes in ASCII, currencies as
 * {@code $}, and some run-together words as two.
 */
final class PtbSpelling {
  private PtbSpelling() {}

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

  /**
   * @param match what {@link PtbGrammar#TOKEN} matched; no blanks
   * @return the tokens that it stands for, in lower case: one, two for a run-together word, none
   *     for a character that the judge does not know
   */
  static List<String> of(String match) {
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
