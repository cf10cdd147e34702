package org.showtell.dataset.questions;

import java.util.List;
import java.util.Optional;

/** A caption's tokens and its noun phrases, in their order. */
record ParsedCaption(List<String> words, List<NounPhrase> phrases) {
  ParsedCaption {
    words = List.copyOf(words);
    phrases = List.copyOf(phrases);
  }

  /** The phrase that begins there. */
  Optional<NounPhrase> at(int from) {
    return phrases.stream().filter(phrase -> phrase.from() == from).findFirst();
  }

  /** The word at a position, or an empty text beyond the end. */
  String word(int position) {
    return position < words.size() ? words.get(position) : "";
  }

  /**
   * A noun with what stands before it, from its first word to before the one at {@code to}.
   *
   * @param determiner its first word if that is one, such as {@code a}, {@code his} or {@code two}
   * @param count how many: of a number, or 1 for a singular; 0 where a plural leaves it open
   */
  record NounPhrase(
      int from, int to, String determiner, int count, List<String> colours, Noun noun) {
    NounPhrase {
      colours = List.copyOf(colours);
    }

    String lemma() {
      return noun.lemma();
    }
  }
}
