package org.showtell.dataset.questions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
}
