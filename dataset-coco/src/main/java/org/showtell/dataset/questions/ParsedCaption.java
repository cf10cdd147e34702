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
}
