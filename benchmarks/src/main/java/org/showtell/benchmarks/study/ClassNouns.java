package org.showtell.benchmarks.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.PointerUtils;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.list.PointerTargetNode;
import net.sf.extjwnl.data.list.PointerTargetNodeList;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * What people call the things that a classifier tells apart: a tabby is a cat, a sorrel a horse. A
 * class belongs to a noun if WordNet has it below the noun's first sense; to the nearest, if below
 * several. {@code cow=cattle} says cow of all that is below cattle; a noun may be given again with
 * another such word.
 */
final class ClassNouns {
  private final List<String> nouns;
  private final int[] nounOf; // per class; -1 for none

  /**
   * @param labels per class its names, separated by commas, the usual one first
   * @param nouns what is to be told apart, in the singular; with {@code =} and what WordNet calls
   *     it where that is another word
   */
  ClassNouns(List<String> labels, List<String> nouns) {
    this.nouns = nouns.stream().map(noun -> noun.replaceFirst("=.*", "")).distinct().toList();
    nounOf = new int[labels.size()];
    Arrays.fill(nounOf, -1);
    try {
      Dictionary wordNet = Dictionary.getDefaultResourceInstance();
      Map<Long, Integer> senses = new HashMap<>(); // a synset is known by its offset
      for (String noun : nouns) {
        senses.put(
            first(wordNet, noun.replaceFirst(".*=", "")).getOffset(),
            this.nouns.indexOf(noun.replaceFirst("=.*", "")));
      }
      for (int c = 0; c < nounOf.length; c++) {
        // "crane" stands twice among ImageNet's classes, and only one of them is a bird.
        if (Collections.frequency(labels, labels.get(c)) == 1) {
          nounOf[c] = nearest(wordNet, labels.get(c), senses);
        }
      }
    } catch (JWNLException e) {
      throw new IllegalStateException("WordNet cannot be read", e);
    }
  }

  private static Synset first(Dictionary wordNet, String noun) throws JWNLException {
    IndexWord word = wordNet.getIndexWord(POS.NOUN, noun);
    if (word == null) {
      throw new IllegalArgumentException("Expected nouns that WordNet knows but got " + noun);
    }
    return word.getSenses().get(0);
  }

  private static int nearest(Dictionary wordNet, String label, Map<Long, Integer> senses)
      throws JWNLException {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    for (Synset meaning : meanings(wordNet, label)) {
      for (PointerTargetNodeList path : PointerUtils.getHypernymTree(meaning).toList()) {
        int steps = 0;
        for (PointerTargetNode node : path) {
          Integer noun = senses.get(node.getSynset().getOffset());
          if (noun != null && steps < fewest) {
            fewest = steps;
            best = noun;
          }
          steps++;
        }
      }
    }
    return best;
  }

  /** The senses that most of a label's names share. */
  private static List<Synset> meanings(Dictionary wordNet, String label) throws JWNLException {
    List<Synset> meanings = new ArrayList<>();
    int most = 0;
    for (String name : label.split(",")) {
      IndexWord word = wordNet.getIndexWord(POS.NOUN, name.strip());
      for (Synset sense : word == null ? List.<Synset>of() : word.getSenses()) {
        int shared = 0;
        for (String other : label.split(",")) {
          shared += sense.containsWord(other.strip()) ? 1 : 0;
        }
        if (shared > most) {
          meanings.clear();
          most = shared;
        }
        if (shared == most) {
          meanings.add(sense);
        }
      }
    }
    return meanings;
  }

  /** The noun of a class. */
  Optional<String> of(int classNumber) {
    int noun = nounOf[classNumber];
    return noun < 0 ? Optional.empty() : Optional.of(nouns.get(noun));
  }

  /**
   * What is most probably seen, if one of the nouns has more than a share of the probability.
   *
   * @param logits [C]
   * @param share above 0
   */
  Optional<String> seen(float[] logits, double share) {
    if (logits.length != nounOf.length) {
      throw new IllegalArgumentException(
          "Expected " + nounOf.length + " classes, one for each label, but got " + logits.length);
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] mass = new double[nouns.size()];
    double all = 0;
    for (int c = 0; c < logits.length; c++) {
      double weight = Math.exp(logits[c] - largest);
      all += weight;
      if (nounOf[c] >= 0) {
        mass[nounOf[c]] += weight;
      }
    }
    int best = 0;
    for (int n = 1; n < mass.length; n++) {
      best = mass[n] > mass[best] ? n : best;
    }
    return mass[best] > share * all ? Optional.of(nouns.get(best)) : Optional.empty();
  }
}
