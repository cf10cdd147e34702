package org.showtell.benchmarks.study;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;
import org.showtell.coco.CaptionedImage;
import org.showtell.coco.vocabulary.CaptionTokenizer;

/** The things that captions name: words that WordNet counted as nouns more often than otherwise. */
final class ProbeNouns {
  /** WordNet has them as nouns and knows no conjunctions and prepositions. */
  private static final Set<String> NO_THINGS = Set.of("while", "front", "like", "past", "inside");

  private final CaptionTokenizer tokenizer = new CaptionTokenizer();
  private final Map<String, Optional<String>> lemmas = new HashMap<>();
  private final Dictionary wordNet;

  ProbeNouns() {
    try {
      wordNet = Dictionary.getDefaultResourceInstance();
    } catch (JWNLException e) {
      throw new IllegalStateException("WordNet cannot be read", e);
    }
  }

  /** The nouns of the most photos. */
  List<String> commonest(List<CaptionedImage> photos, int count) {
    Map<String, Integer> frequency = new HashMap<>();
    for (CaptionedImage photo : photos) {
      of(photo).forEach(noun -> frequency.merge(noun, 1, Integer::sum));
    }
    return frequency.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(count)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The nouns of any of a photo's captions, in the singular. */
  Set<String> of(CaptionedImage photo) {
    Set<String> nouns = new HashSet<>();
    for (String caption : photo.captions()) {
      for (String word : tokenizer.tokenize(caption)) {
        lemmas.computeIfAbsent(word, this::lemma).ifPresent(nouns::add);
      }
    }
    return nouns;
  }

  private Optional<String> lemma(String word) {
    try {
      IndexWord noun =
          word.length() < 3 || NO_THINGS.contains(word)
              ? null
              : wordNet.lookupIndexWord(POS.NOUN, word);
      if (noun == null) {
        return Optional.empty();
      }
      int uses = uses(noun);
      for (POS other : List.of(POS.VERB, POS.ADJECTIVE, POS.ADVERB)) {
        IndexWord entry = wordNet.lookupIndexWord(other, word);
        if (entry != null && uses(entry) > uses) {
          return Optional.empty();
        }
      }
      // Prepositions and pronouns have rare meanings as nouns, which nobody counted.
      return uses == 0 ? Optional.empty() : Optional.of(noun.getLemma());
    } catch (JWNLException e) {
      throw new IllegalStateException("WordNet cannot be read", e);
    }
  }

  private static int uses(IndexWord entry) {
    int sum = 0;
    for (Synset sense : entry.getSenses()) {
      for (Word word : sense.getWords()) {
        sum += word.getLemma().equalsIgnoreCase(entry.getLemma()) ? word.getUseCount() : 0;
      }
    }
    return sum;
  }
}
