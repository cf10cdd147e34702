package org.showtell.metric;

import java.util.Set;

/**
 * Frequent English words of the closed classes: articles, pronouns, prepositions, conjunctions,
 * auxiliaries and the particles that the tokenizer cuts off.
 *
 * <p>METEOR weights them less than words with content. Its own list was counted: all words above
 * one in a thousand of a corpus of news and parliament. This one was put together for this project
 * with that bound in mind and rests on no one's file, so rarer members of the closed classes
 * ("beneath", "your") count as content here, as they do there.
 */
final class FunctionWords {
  private static final String LIST =
      """
      a an the this that these those some any all no one other such
      i he him his she her it its we our they them their you
      who which what when where how there
      and or but so if then than because while as
      of in on at by for with from to into over up down out through about after before between
      be am is are was were been being have has had do does did
      will would should can could may must might
      not n't 's 'm 'd 're 've 'll also only more most
      """;

  private static final Set<String> WORDS = Set.of(LIST.strip().split("\\s+"));

  private FunctionWords() {}

  /**
   * @param token in lower case, as {@link PtbTokenizer} cuts it
   * @return whether it is of a closed class
   */
  static boolean contains(String token) {
    return WORDS.contains(token);
  }
}
