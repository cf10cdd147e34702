package org.showtell.dataset.questions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.showtell.dataset.questions.GeneratedQuestion.Kind;
import org.showtell.dataset.questions.ParsedCaption.NounPhrase;

/** Questions that a single sentence answers: who does it, what is done to what, and where. */
final class SentenceRules {
  private final WordLists lists;

  SentenceRules(WordLists lists) {
    this.lists = lists;
  }

  /** All questions of a caption. */
  List<GeneratedQuestion> questions(ParsedCaption caption) {
    List<GeneratedQuestion> found = new ArrayList<>();
    Optional<NounPhrase> opening = caption.at(0).filter(phrase -> phrase.noun().animate());
    opening.flatMap(subject -> actor(caption, subject)).ifPresent(found::add);
    opening.flatMap(subject -> place(caption, subject)).ifPresent(found::add);
    for (NounPhrase phrase : caption.phrases()) {
      if (phrase.noun().animate()) {
        deed(caption, phrase).ifPresent(found::add);
        mouth(caption, phrase).ifPresent(found::add);
      }
    }
    return found;
  }

  private static int afterBe(ParsedCaption caption, NounPhrase subject) {
    int at = subject.to();
    return caption.word(at).matches("is|are") ? at + 1 : at;
  }

  /** "A dog is running on the beach": what is running on the beach? dog. */
  private Optional<GeneratedQuestion> actor(ParsedCaption caption, NounPhrase subject) {
    int verb = afterBe(caption, subject);
    if (subject.count() != 1
        || lists.has("generic", subject.lemma())
        || lists.has("empty", subject.lemma())
        || !caption.word(verb).endsWith("ing")
        || lists.has("vague-verbs", caption.word(verb))) {
      return Optional.empty();
    }
    int at = verb + 1;
    StringBuilder action = new StringBuilder(caption.word(verb));
    if (lists.has("prepositions", caption.word(at))) {
      action.append(' ').append(caption.word(at));
      at++;
    }
    Optional<NounPhrase> object = caption.at(at);
    if (object.isEmpty() || lists.has("empty", object.get().lemma())) {
      return Optional.empty();
    }
    String who = subject.noun().person() ? "who" : "what";
    return question(
        Kind.OBJECT, who + " is " + action + " " + named(caption, object.get()), subject.lemma());
  }

  /** The phrase's words, whose own it was left open. */
  private static String named(ParsedCaption caption, NounPhrase phrase) {
    String words = String.join(" ", caption.words().subList(phrase.from(), phrase.to()));
    return words.replaceFirst("^(its|his|her|their) ", "the ");
  }

  /** "A man rides a horse": what is the man riding? horse. */
  private Optional<GeneratedQuestion> deed(ParsedCaption caption, NounPhrase subject) {
    int at = afterBe(caption, subject);
    String participle = lists.participle(caption.word(at));
    Optional<NounPhrase> object = caption.at(at + 1);
    boolean activity = "playing".equals(participle);
    if (participle == null
        || afterPreposition(caption, subject)
        || lists.has("empty", subject.lemma())
        || object.isEmpty()
        || lists.has("empty", object.get().lemma())
        || !object.get().noun().visible() && !activity) {
      return Optional.empty();
    }
    return question(
        Kind.OBJECT,
        "what " + be(subject) + " the " + named(subject) + " " + participle,
        object.get().lemma());
  }

  /** "A man with two dogs holds a ball" does not say that the dogs hold it. */
  private boolean afterPreposition(ParsedCaption caption, NounPhrase phrase) {
    return phrase.from() > 0 && lists.has("prepositions", caption.word(phrase.from() - 1));
  }

  /** "A dog with a ball in its mouth": what is in the dog's mouth? ball. */
  private Optional<GeneratedQuestion> mouth(ParsedCaption caption, NounPhrase holder) {
    boolean with = caption.word(holder.to()).matches("with|carrying|holding|carries|holds|has");
    Optional<NounPhrase> held = with ? caption.at(holder.to() + 1) : Optional.empty();
    if (held.isEmpty()
        || holder.count() != 1
        || lists.has("empty", held.get().lemma())
        || !caption.word(held.get().to()).equals("in")
        || !caption.word(held.get().to() + 2).equals("mouth")) {
      return Optional.empty();
    }
    return question(
        Kind.OBJECT, "what is in the " + holder.lemma() + "'s mouth", held.get().lemma());
  }

  /** "Two dogs run on the beach": where are the dogs? beach. */
  private Optional<GeneratedQuestion> place(ParsedCaption caption, NounPhrase subject) {
    // Who looks across the water is not in it.
    boolean looks = caption.words().stream().anyMatch(word -> lists.has("looking", word));
    if (looks || lists.has("empty", subject.lemma())) {
      return Optional.empty();
    }
    for (NounPhrase phrase : caption.phrases()) {
      boolean inside =
          phrase.from() > subject.to()
              && lists.has("inside", caption.word(phrase.from() - 1))
              && lists.placePreposition(phrase.lemma()) != null;
      if (inside) {
        return question(
            Kind.LOCATION, "where " + be(subject) + " the " + named(subject), phrase.lemma());
      }
    }
    return Optional.empty();
  }

  private static String be(NounPhrase subject) {
    return subject.noun().plural() ? "are" : "is";
  }

  private String named(NounPhrase subject) {
    return subject.noun().plural() ? lists.plural(subject.lemma()) : subject.lemma();
  }

  private static Optional<GeneratedQuestion> question(Kind kind, String question, String answer) {
    return Optional.of(new GeneratedQuestion(kind, question, answer));
  }
}
