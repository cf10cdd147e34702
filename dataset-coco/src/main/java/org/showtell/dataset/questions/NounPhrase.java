package org.showtell.dataset.questions;

import java.util.List;

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
record NounPhrase(int from, int to, String determiner, int count, List<String> colours, Noun noun) {
  NounPhrase {
    colours = List.copyOf(colours);
  }

  String lemma() {
    return noun.lemma();
  }
}
