package org.showtell.dataset.keywords;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;

/**
 * What a classifier's class means in WordNet: the sense that most of its names share, and what that
 * is a kind of.
 */
final class ClassMeaning {
  /** The third meaning of a word is rarely what a caption means by it. */
  private static final int SENSES = 2;

  /** Classes are things to be photographed; of equal senses the earlier field is meant. */
  private static final List<String> FIELDS =
      List.of("animal", "artifact", "food", "plant", "object", "body", "person", "substance");

  private final KeywordLexicon lexicon = KeywordLexicon.shared();
  private final ContentWords content = ContentWords.english();
  private final ClassWordRules rules;
  private final List<String> names;
  private final Synset sense;

  /** Takes a class's names, separated by commas, the usual one first. */
  ClassMeaning(String label, ClassWordRules rules) {
    this.rules = rules;
    names = Stream.of(label.split(",")).map(String::strip).toList();
    sense = sense();
  }

  private Synset sense() {
    Synset best = null;
    int most = Integer.MIN_VALUE;
    for (String name : names) {
      for (Synset candidate : lexicon.senses(POS.NOUN, name)) {
        int shared = (int) names.stream().filter(candidate::containsWord).count();
        int field = FIELDS.indexOf(candidate.getLexFileName().replace("noun.", ""));
        int score = shared * 100 - (field < 0 ? FIELDS.size() : field);
        if (score > most) {
          most = score;
          best = candidate;
        }
      }
    }
    return best;
  }

  /**
   * The nearest words that a keyword's list has: the class's own names, else the words of what it
   * is a kind of, going up until one step has some; and the basic words above them.
   */
  Set<String> nearest(Predicate<String> listed) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> last = new LinkedHashSet<>();
    for (Set<String> words : steps()) {
      words.removeIf(listed.negate());
      boolean first = found.isEmpty();
      for (String word : words) {
        if (rules.last.contains(word)) {
          last.add(word);
        } else if (first || rules.basic.contains(word)) {
          found.add(word);
        }
      }
    }
    return found.isEmpty() ? last : found;
  }

  /** Its own names, and what a few steps up call it. */
  Set<String> candidates(int steps) {
    Set<String> found = new LinkedHashSet<>();
    steps().stream().limit(steps + 1L).forEach(found::addAll);
    return found;
  }

  private List<Set<String>> steps() {
    List<Set<String>> steps = new ArrayList<>();
    Set<String> own = new LinkedHashSet<>();
    single(names.get(0)).ifPresent(own::add);
    if (sense != null) {
      own.addAll(words(sense));
    }
    steps.add(own);
    List<Synset> level = sense == null ? List.of() : lexicon.above(sense);
    Set<Long> seen = new HashSet<>();
    while (!level.isEmpty()) {
      Set<String> words = new LinkedHashSet<>();
      List<Synset> next = new ArrayList<>();
      for (Synset kind : level) {
        if (seen.add(kind.getOffset())) {
          words.addAll(words(kind));
          next.addAll(lexicon.above(kind));
        }
      }
      words.removeAll(rules.general);
      steps.add(words);
      level = next;
    }
    return steps;
  }

  /** The words of which this is a usual sense. */
  private Set<String> words(Synset synset) {
    Set<String> found = new LinkedHashSet<>();
    for (Word word : synset.getWords()) {
      String text = word.getLemma().toLowerCase(Locale.ROOT);
      List<Synset> senses = lexicon.senses(POS.NOUN, text);
      if (senses.subList(0, Math.min(SENSES, senses.size())).contains(synset)) {
        single(text).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<String> single(String name) {
    return name.indexOf(' ') >= 0 || name.indexOf('_') >= 0
        ? Optional.empty()
        : content.ofNoun(name.toLowerCase(Locale.ROOT));
  }
}
