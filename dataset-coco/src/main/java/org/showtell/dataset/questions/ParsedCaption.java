package org.showtell.dataset.questions;

import java.util.List;
import java.util.Optional;

/**
 * A caption with its noun phrases, in their order.
 *
 * @param words tokens of the caption
 * @param phrases its noun phrases
 */
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
   * A noun with what stands before it.
   *
   * @param from position of its first word
   * @param to position after its last word
   * @param determiner its first word if that is one, such as {@code a}, {@code his} or {@code two}
   * @param count how many: of a number, or 1 for a singular; 0 where a plural leaves it open
   * @param colours in the order of the words
   * @param noun its head
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
