package org.showtell.dataset.questions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.showtell.dataset.questions.GeneratedQuestion.Kind;
import org.showtell.dataset.questions.ImageFacts.Mention;

/** Questions that all captions of an image answer together: how many, and which colour. */
final class ImageRules {
  /** How often a thing must be told of as one before it is believed to be alone. */
  private static final int SURELY_ONE = 3;

  private final WordLists lists;
  private final SentenceRules sentences;

  ImageRules(WordLists lists) {
    this.lists = lists;
    sentences = new SentenceRules(lists);
  }

  /** All questions but those of yes and no; each question once. */
  List<GeneratedQuestion> questions(ImageFacts image) {
    List<GeneratedQuestion> found = new ArrayList<>();
    for (Mention mention : image.mentions().values()) {
      String lemma = mention.noun().lemma();
      if (lists.has("empty", lemma) || !mention.noun().visible()) {
        continue;
      }
      int count = mention.count();
      if (mention.told() && count > 1 || count == 1 && mention.captions() >= SURELY_ONE) {
        if (!lists.has("mass", lemma)) {
          found.add(
              new GeneratedQuestion(
                  Kind.NUMBER,
                  "how many " + lists.plural(lemma) + " are there",
                  lists.number(count)));
        }
      }
      String colour = colour(mention);
      if (!colour.isEmpty()) {
        String be = Noun.pluralOnly(lemma) ? "are" : "is";
        found.add(new GeneratedQuestion(Kind.COLOUR, "what color " + be + " the " + lemma, colour));
      }
    }
    for (ParsedCaption caption : image.captions()) {
      found.addAll(sentences.questions(caption));
    }
    return agreed(found);
  }

  /** The colour of a thing of which there is one; people are not asked about. */
  String colour(Mention mention) {
    boolean asked =
        mention.noun().visible()
            && !mention.noun().person()
            && !mention.perhapsMany()
            && !lists.has("empty", mention.noun().lemma());
    return asked ? mention.colour().replace("grey", "gray") : "";
  }

  /** Where captions answer a question differently, the most common answer, the first in a tie. */
  private static List<GeneratedQuestion> agreed(List<GeneratedQuestion> found) {
    Map<String, Map<GeneratedQuestion, Integer>> byQuestion = new LinkedHashMap<>();
    for (GeneratedQuestion one : found) {
      byQuestion
          .computeIfAbsent(one.question(), question -> new LinkedHashMap<>())
          .merge(one, 1, Integer::sum);
    }
    List<GeneratedQuestion> agreed = new ArrayList<>();
    for (Map<GeneratedQuestion, Integer> answers : byQuestion.values()) {
      GeneratedQuestion best = null;
      for (Map.Entry<GeneratedQuestion, Integer> answer : answers.entrySet()) {
        if (best == null || answer.getValue() > answers.get(best)) {
          best = answer.getKey();
        }
      }
      agreed.add(best);
    }
    return agreed;
  }
}
