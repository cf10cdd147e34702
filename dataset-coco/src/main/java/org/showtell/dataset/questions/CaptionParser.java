package org.showtell.dataset.questions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.showtell.dataset.questions.ParsedCaption.NounPhrase;
import org.showtell.dataset.vocabulary.CaptionTokenizer;

/**
 * Finds the noun phrases of a caption: a determiner or number, then adjectives, colours and nouns,
 * of which the last is the head. Without a determiner a phrase begins at a noun that opens the
 * caption or follows a preposition, a conjunction or an -ing form.
 */
final class CaptionParser {
  private final CaptionTokenizer tokenizer = new CaptionTokenizer();
  private final WordLists lists;
  private final NounLexicon lexicon;

  CaptionParser(WordLists lists, NounLexicon lexicon) {
    this.lists = lists;
    this.lexicon = lexicon;
  }

  ParsedCaption parse(String caption) {
    List<String> words = tokenizer.tokenize(caption);
    List<NounPhrase> phrases = new ArrayList<>();
    int at = 0;
    while (at < words.size()) {
      Optional<NounPhrase> phrase = opens(words, at) ? phrase(words, at) : Optional.empty();
      phrase.ifPresent(phrases::add);
      at = phrase.map(NounPhrase::to).orElse(at + 1);
    }
    return new ParsedCaption(words, phrases);
  }

  private boolean opens(List<String> words, int at) {
    String word = words.get(at);
    if (determines(word)) {
      return true;
    }
    if (closed(word)) {
      return false;
    }
    String before = at == 0 ? "" : words.get(at - 1);
    return at == 0
        || lists.has("prepositions", before)
        || lists.has("conjunctions", before)
        || lists.participle(before) != null
        || before.equals("wearing");
  }

  private boolean determines(String word) {
    return lists.has("determiners", word) || lists.number(word) > 0 || lists.has("many", word);
  }

  private boolean closed(String word) {
    return lists.has("prepositions", word)
        || lists.has("conjunctions", word)
        || lists.has("relatives", word)
        || lists.has("pronouns", word)
        || lists.has("auxiliaries", word)
        || word.startsWith("'");
  }

  private Optional<NounPhrase> phrase(List<String> words, int from) {
    List<String> colours = new ArrayList<>();
    Noun head = null;
    int to = from;
    int at = determines(words.get(from)) ? from + 1 : from;
    // "the two dogs", "his two dogs"
    int number = lists.number(words.get(from));
    if (number == 0 && at < words.size() && lists.number(words.get(at)) > 0) {
      number = lists.number(words.get(at));
      at++;
    }
    for (; at < words.size(); at++) {
      String word = words.get(at);
      if (lists.has("colours", word)) {
        if (head != null) {
          break;
        }
        colours.add(word);
      } else if (word.equals("and") && head == null && joinsColours(words, at)) {
        continue;
      } else if (closed(word) || determines(word)) {
        break;
      } else {
        Optional<Noun> noun = noun(words, at, head != null);
        if (noun.isPresent()) {
          head = noun.get();
          to = at + 1;
        } else if (head != null || !describes(words, at)) {
          break;
        }
      }
    }
    if (head == null) {
      return Optional.empty();
    }
    int count = number > 0 ? number : head.plural() ? 0 : 1;
    return Optional.of(
        new NounPhrase(
            from, to, determines(words.get(from)) ? words.get(from) : "", count, colours, head));
  }

  private boolean joinsColours(List<String> words, int at) {
    return lists.has("colours", words.get(at - 1))
        && at + 1 < words.size()
        && lists.has("colours", words.get(at + 1));
  }

  /** After a noun, a third person ("dog runs") is no second noun. */
  private Optional<Noun> noun(List<String> words, int at, boolean afterNoun) {
    String word = words.get(at);
    if (word.endsWith("ing")
        || lists.has("shades", word)
        || afterNoun && lists.participle(word) != null) {
      return Optional.empty();
    }
    return lexicon.noun(word);
  }

  /** An adjective, or a participle that a noun follows. */
  private boolean describes(List<String> words, int at) {
    String word = words.get(at);
    return lists.has("shades", word)
        || lexicon.adjective(word)
        || (word.endsWith("ed") || word.endsWith("ing"))
            && at + 1 < words.size()
            && lexicon.noun(words.get(at + 1)).isPresent();
  }
}
