package org.showtell.coco.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a token is by the Penn Treebank's rules, as patterns in the order in which they are tried.
 *
 * <p>Written from the treebank's published conventions and from the judge's output on real
 * captions.
 */
final class PtbGrammar {
  private PtbGrammar() {}

  private static final String LETTER = "[\\p{L}\\p{M}]";
  private static final String ALNUM = "[\\p{L}\\p{M}\\p{N}]";
  private static final String APOSTROPHE = "['\\u2019\\u0092\\u02bc]";
  private static final String CLITIC =
      "(?:" + APOSTROPHE + "(?i:s|m|d|re|ve|ll)|(?i:n)" + APOSTROPHE + "(?i:t))(?!" + ALNUM + ")";

  /** Abbreviations that keep their point before another word. */
  private static final String ABBREVIATION =
      "(?i:mr|mrs|ms|dr|drs|prof|st|ste|rev|gen|col|capt|cpt|cmdr|lt|sgt|maj|sen|rep|gov|pres|hon"
          + "|jr|sr|esq|bros|ave|blvd|rd|ft|mt|no|vs|etc|inc|ltd|corp|co|dept|est|approx|min|max"
          + "|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|mon|tue|tues|wed|thu|thurs|fri"
          + "|vol|fig|pp|ph\\.d|u\\.s|u\\.k)\\.";

  private static final String NUMBER = "\\p{Nd}+(?:[.,:/]\\p{Nd}+)*|[.,]\\p{Nd}+";

  /** A letter or digit at which no "n't" begins: the word ends before it. */
  private static final String IN_WORD =
      "(?:(?!(?i:n)" + APOSTROPHE + "(?i:t)(?!" + ALNUM + "))" + ALNUM + ")";

  /** A word with hyphens, underscores, slashes, inner points or inner ampersands. */
  private static final String WORD =
      "(?:[dDoOlL]"
          + APOSTROPHE
          + "(?="
          + LETTER
          + "{2}))?"
          + IN_WORD
          + "+(?:[-_/&@]"
          + IN_WORD
          + "+|\\."
          + LETTER
          + "{2,}(?=[-\\s]|$))*";

  static final Pattern TOKEN =
      Pattern.compile(
          "(?:"
              + String.join(
                  ")|(?:",
                  "\\s+",
                  "(?:https?|ftp)://[^\\s<>\"|()]+[^\\s<>\"|().,!?;:]",
                  "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+",
                  "</?[A-Za-z][^<>\\s]*/?>",
                  // 'tis and 'twas begin with an apostrophe that is no quote
                  APOSTROPHE + "(?i:tis|twas|em|til|n)\\b",
                  APOSTROPHE + "\\p{Nd}0s?\\b",
                  CLITIC,
                  "(?:" + ABBREVIATION + ")(?!" + ALNUM + ")",
                  // U.S.A. a.m. D.C., and single initials
                  LETTER + "(?:\\." + LETTER + ")+\\.?(?!" + ALNUM + ")",
                  "[A-Z]\\.(?=\\s)",
                  "[-+](?:" + NUMBER + ")(?!" + ALNUM + ")",
                  "(?:" + NUMBER + ")(?!" + ALNUM + "|[-/]" + ALNUM + ")",
                  WORD,
                  // three points or more are one ellipsis, two are two full stops
                  "\\.{3,5}|\\u2026|\\. \\. \\.",
                  "-{2,}|[\\u2012-\\u2015]",
                  "[?!]+",
                  "``|''",
                  "[^\\s]")
              + ")");

  private static final Map<String, List<String>> ASSIMILATIONS =
      Map.of(
          "cannot", List.of("can", "not"),
          "gonna", List.of("gon", "na"),
          "gotta", List.of("got", "ta"),
          "lemme", List.of("lem", "me"),
          "gimme", List.of("gim", "me"),
          "wanna", List.of("wan", "na"));

  private static final Map<String, String> WRITTEN =
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
          Map.entry("\u2018", "`"),
          Map.entry("\u2019", "'"),
          Map.entry("\u20ac", "$"),
          Map.entry("\u2026", "..."));

  private static final Pattern DASHES = Pattern.compile("-{2,}|[\\u2012-\\u2015]");

  /** The tokens that one match stands for: none for blanks, two for an assimilation. */
  static List<String> split(String match) {
    if (match.isBlank()) {
      return List.of();
    }
    List<String> known = ASSIMILATIONS.get(match.toLowerCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    if (match.startsWith("..") || match.equals(". . .")) {
      return List.of("...");
    }
    if (DASHES.matcher(match).matches()) {
      return List.of("--");
    }
    return List.of(WRITTEN.getOrDefault(match, match));
  }
}
