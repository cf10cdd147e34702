package org.showtell.dataset.questions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.showtell.dataset.questions.ParsedCaption.NounPhrase;

/** What the captions of one image say, taken together. */
final class ImageFacts {
  private static final List<String> KINDS = List.of("person", "animal");

  private final List<ParsedCaption> captions = new ArrayList<>();
  private final Map<String, Mention> mentions = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> kinds = new LinkedHashMap<>();
  private final Set<String> words = new HashSet<>();

  ImageFacts(List<String> sentences, CaptionParser parser, WordLists lists) {
    for (String sentence : sentences) {
      ParsedCaption caption = parser.parse(sentence);
      int number = captions.size();
      captions.add(caption);
      words.addAll(caption.words());
      for (NounPhrase phrase : caption.phrases()) {
        boolean told =
            caption.words().subList(phrase.from(), phrase.to()).stream()
                .anyMatch(word -> lists.number(word) > 0);
        mentions
            .computeIfAbsent(phrase.lemma(), lemma -> new Mention(phrase.noun()))
            .add(number, phrase, told);
        if (KINDS.contains(phrase.noun().field())) {
          kinds.computeIfAbsent(phrase.noun().field(), kind -> new HashSet<>()).add(number);
        }
      }
    }
  }

  List<ParsedCaption> captions() {
    return captions;
  }

  /** By lemma, in the order of first mention. */
  Map<String, Mention> mentions() {
    return mentions;
  }

  /** In how many captions a noun is; "person" and "animal" are where any of their kind is. */
  int support(String lemma) {
    if (KINDS.contains(lemma)) {
      return kinds.getOrDefault(lemma, Set.of()).size();
    }
    Mention mention = mentions.get(lemma);
    return mention == null ? 0 : mention.captions();
  }

  /** Everything whose support is above zero. */
  Set<String> lemmas() {
    Set<String> all = new LinkedHashSet<>(mentions.keySet());
    all.addAll(kinds.keySet());
    return all;
  }

  /** All words of all captions. */
  Set<String> words() {
    return words;
  }

  /** What all captions of an image say of one noun. */
  static final class Mention {
    private final Noun noun;
    private final Set<Integer> captions = new HashSet<>();
    private final Set<Integer> counts = new TreeSet<>();
    private final List<List<String>> colours = new ArrayList<>();
    private boolean told; // a number stands before it
    private boolean doubtful; // mentioned twice in a caption, or "another" one

    Mention(Noun noun) {
      this.noun = noun;
    }

    void add(int caption, NounPhrase phrase, boolean number) {
      doubtful |= !captions.add(caption) || phrase.determiner().matches("another|other|each|every");
      if (!phrase.determiner().matches("the|its|his|her|their|this|that") || phrase.count() != 1) {
        counts.add(phrase.count());
      }
      told |= number;
      if (!phrase.colours().isEmpty()) {
        colours.add(phrase.colours());
      }
    }

    Noun noun() {
      return noun;
    }

    /** In how many captions it is. */
    int captions() {
      return captions.size();
    }

    /** How many there are, where all captions agree; 0 where they do not or leave it open. */
    int count() {
      return doubtful || counts.size() != 1 ? 0 : counts.iterator().next();
    }

    /** Whether a number was told, and not only "a". */
    boolean told() {
      return told;
    }

    /** Whether it may be more than one. */
    boolean perhapsMany() {
      return doubtful || counts.stream().anyMatch(count -> count != 1);
    }

    /** The one colour that captions give it; empty for none, several, or a mix. */
    String colour() {
      Set<String> all = new HashSet<>();
      colours.forEach(all::addAll);
      boolean mixed = colours.stream().anyMatch(list -> list.size() > 1);
      return mixed || all.size() != 1 ? "" : all.iterator().next();
    }
  }
}
