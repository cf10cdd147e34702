package org.showtell.dataset.questions;

/** Things that are one and have a plural's name: jeans, shorts, sunglasses. */
final class PluralOnly {
  private PluralOnly() {}

  static boolean is(Noun noun) {
    return is(noun.lemma());
  }

  static boolean is(String lemma) {
    return lemma.endsWith("s") && !lemma.matches(".*(ss|us|is)");
  }
}
