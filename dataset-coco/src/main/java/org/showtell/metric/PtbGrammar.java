package org.showtell.metric;

import java.util.regex.Pattern;

/**
 * What a token is by the Penn Treebank's rules, as patterns in the order in which they are tried.
 *
 * <p>Written from the treebank's published conventions, the documented behaviour of the Stanford
 * tokenizer, and the judge's output on real captions. The first pattern that matches wins, so the
 * longer forms stand before the shorter ones. Repetitions are possessive (++) wherever no shorter
 * match would do: a text of any length is then matched in linear time without recursion.
 */
final class PtbGrammar {
  private PtbGrammar() {}

  private static final String LETTER = "[\\p{L}\\p{M}]";
  private static final String ALNUM = "[\\p{L}\\p{M}\\p{Nd}]";
  private static final String END = "(?!" + ALNUM + ")";
  private static final String APOSTROPHE = "['\\u2019\\u0092]";

  /** What is cut off a word: 's 'm 'd 're 've 'll n't. */
  private static final String CLITIC =
      "(?:" + APOSTROPHE + "(?i:s|m|d|re|ve|ll)|(?i:n)" + APOSTROPHE + "(?i:t))" + END;

  /** Words that begin with an apostrophe which is no quote: 'em 'n' 'til '90s, and 'tis, 'twas. */
  private static final String APOSTROPHE_FIRST =
      APOSTROPHE
          + "(?:(?i:tis|twas|em|till?|cause)"
          + END
          + "|(?i:n)"
          + APOSTROPHE
          + "|(?i:n)"
          + END
          + "|\\p{Nd}0s"
          + END
          + ")";

  /** Abbreviations that keep their point; the second group does so before a number only. */
  private static final String ABBREVIATION =
      "(?:(?i:mr|mrs|ms|dr|drs|prof|st|ste|rev|gen|col|capt|cpt|cmdr|lt|sgt|maj|sen|gov|hon|jr|sr"
          + "|esq|ave|blvd|rd|ft|mt|vs|etc|dept|approx|jan|feb|aug|sept?|oct|nov|dec|ph\\.d)"
          + "|Bros|Inc|Ltd|Corp|Co|Rep|Pres|Mar|Apr|Jun|Jul|Mon|Tues?|Wed|Thurs?|Fri)\\."
          + END
          + "|(?i:no|fig|vol|pp|art)\\.(?=\\s*\\p{Nd})";

  /** U.S.A. a.m. D.C. and U.S.-made; a capital with a point before another word is an initial. */
  private static final String ACRONYM =
      LETTER
          + "(?:\\."
          + LETTER
          + ")+(?:\\.(?:-"
          + ALNUM
          + "+)+|\\.?)"
          + END
          + "|\\p{Lu}\\.(?=\\s+\\p{L})";

  /** Digits with points, commas and colons between: 3.5 1,000 10:30. */
  private static final String NUMBER = "\\p{Nd}++(?:[.,:]\\p{Nd}++)*+";

  /** A letter or digit at which no "n't" begins: the word ends before it. */
  private static final String IN_WORD =
      "(?:(?!(?i:n)" + APOSTROPHE + "(?i:t)" + END + ")" + ALNUM + ")";

  /** A run of letters; an apostrophe between two vowels is one of them (ma'am, Hawai'i). */
  private static final String LETTERS =
      IN_WORD + "++(?:(?<=[aeiouyAEIOUY])" + APOSTROPHE + "(?=[aeiouAEIOU])" + IN_WORD + "++)?+";

  private static final String PART = "(?:\\p{Nd}++(?:[.,:]\\p{Nd}++)++|" + LETTERS + ")";

  /**
   * Parts joined by hyphens, underscores and slashes (8-year-old, beach/park, 24/7); points between
   * letters do not end a word (statefarm.com); d', o' and l' belong to it (o'clock).
   */
  private static final String WORD =
      "(?:[dDoOlL]"
          + APOSTROPHE
          + "(?="
          + LETTER
          + "{3}))?"
          + PART
          + "(?:[-_/]"
          + PART
          + "|(?<="
          + LETTER
          + ")\\.(?="
          + LETTER
          + ")"
          + LETTERS
          + ")*+";

  private static final String[] TOKENS = {
    "(?:https?|ftp)://[^\\s<>\"|()]+[^\\s<>\"|().,!?;:]",
    "\\w[\\w.+-]{0,63}@[\\w-]+(?:\\.[\\w-]+)+",
    "</?[A-Za-z][^<>\\s]*/?>",
    "&(?i:amp|lt|gt|quot|apos);",
    APOSTROPHE_FIRST,
    CLITIC,
    ABBREVIATION,
    ACRONYM,
    // AT&T
    "\\p{Lu}+(?:&\\p{Lu}+)+" + END,
    // @name #topic
    "[@#]\\p{L}[\\p{L}\\p{Nd}_]*",
    // US$
    "(?:US|HK|A|C|NZ)\\$",
    "(?<!" + ALNUM + ")[-+]" + NUMBER + "(?![-/]?" + ALNUM + ")",
    "(?<!" + ALNUM + ")[.,:]\\p{Nd}+" + END,
    WORD,
    // :) ;-) :D
    "[:;=]-?[()DP]" + END,
    // Three points or more are one ellipsis, two are two full stops.
    "\\.{3,5}|\\u2026|\\. \\. \\.",
    "-{2,}|[\\u2012-\\u2015\\u0096\\u0097]",
    "[?!]+",
    "``|''",
    "\\S"
  };

  /** One token, or a run of blanks, at the beginning of the region. */
  static final Pattern TOKEN = Pattern.compile("(?:" + String.join(")|(?:", TOKENS) + ")");
}
