package org.showtell.dataset.questions;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.showtell.dataset.questions.ParsedCaption.NounPhrase;

/**
 * Makes questions from sentences without photos by asking for one of their words, as COCO-QA was
 * made from captions (Ren, Kiros and Zemel 2015, section 3.3): "two giraffes stand near a tree"
 * gives "what stand near a tree?", "two giraffes stand near what?" and "how many giraffes stand
 * near a tree?". The same sentence gives the same questions.
 *
 * <p>Owns WordNet's files while it is open.
 */
public final class SentenceQuestions implements AutoCloseable {
  private static final int FEWEST_WORDS = 3; // of a question

  private final WordLists lists = WordLists.shipped();
  private final NounLexicon lexicon = NounLexicon.open(lists);
  private final CaptionParser parser = new CaptionParser(lists, lexicon);

  /** The questions that a sentence answers, each once; none of many sentences. */
  public List<Question> of(String sentence) {
    ParsedCaption caption = parser.parse(sentence);
    Set<Question> found = new LinkedHashSet<>();
    Optional<NounPhrase> opening = caption.at(0);
    opening.ifPresent(subject -> aboutSubject(caption, subject, found));
    for (NounPhrase phrase : caption.phrases()) {
      if (phrase.from() > 0) {
        inPlace(caption, phrase, found);
        opening.ifPresent(subject -> asked(caption, subject, phrase, found));
      }
      colour(caption, phrase, found);
    }
    return List.copyOf(found);
  }

  /** What does it, and how many of them do it. */
  private void aboutSubject(ParsedCaption caption, NounPhrase subject, Set<Question> found) {
    String deed = deed(caption, subject);
    if (deed.isEmpty()) {
      return;
    }
    if (names(subject)) {
      String who = subject.noun().person() ? "who " : "what ";
      add(found, who + deed, head(caption, subject));
    }
    if (lists.number(subject.determiner()) > 0) {
      String things = words(caption, subject.from() + 1, subject.to());
      add(found, "how many " + things + " " + deed, subject.determiner());
    }
  }

  /** What follows the subject, beginning with a verb; empty where no verb follows. */
  private String deed(ParsedCaption caption, NounPhrase subject) {
    String verb = caption.word(subject.to());
    String rest = words(caption, subject.to(), caption.words().size());
    if (verb.endsWith("ing") && !lists.has("prepositions", verb)) {
      return (subject.noun().plural() ? "are " : "is ") + rest;
    }
    boolean finite =
        verb.matches("is|are")
            || verb.endsWith("ed")
            || lists.participle(verb) != null
            || lexicon.finiteVerb(verb, subject.noun().plural());
    return finite ? rest : "";
  }

  /** "A man rides what down the street": the sentence with a hole. */
  private void inPlace(ParsedCaption caption, NounPhrase phrase, Set<Question> found) {
    if (names(phrase)) {
      String question =
          words(caption, 0, phrase.from())
              + " what "
              + words(caption, phrase.to(), caption.words().size());
      add(found, question.strip(), head(caption, phrase));
    }
  }

  /** What the subject is doing something to, and where it is doing it. */
  private void asked(
      ParsedCaption caption, NounPhrase subject, NounPhrase phrase, Set<Question> found) {
    if (!names(phrase)) {
      return;
    }
    int verb = subject.to();
    if (caption.word(verb).matches("is|are")) {
      verb++;
    }
    String doing =
        caption.word(verb).endsWith("ing")
            ? caption.word(verb)
            : lists.participle(caption.word(verb));
    if (doing == null) {
      return;
    }
    String be = subject.noun().plural() ? "are " : "is ";
    String who = words(caption, subject.from(), subject.to()).replaceFirst("^(a|an) ", "the ");
    if (phrase.from() == verb + 1) {
      String rest = words(caption, phrase.to(), caption.words().size());
      add(found, "what " + be + who + " " + (doing + " " + rest).strip(), head(caption, phrase));
    }
    String before = caption.word(phrase.from() - 1);
    boolean last = phrase.to() == caption.words().size();
    if (last && lists.has("inside", before) && lists.placePreposition(phrase.lemma()) != null) {
      String doings = words(caption, verb + 1, phrase.from() - 1);
      add(found, "where " + be + who + " " + (doing + " " + doings).strip(), head(caption, phrase));
    }
  }

  private void colour(ParsedCaption caption, NounPhrase phrase, Set<Question> found) {
    if (phrase.colours().size() == 1 && names(phrase)) {
      add(
          found,
          "what is the color of the " + head(caption, phrase),
          phrase.colours().get(0).replace("grey", "gray"));
    }
  }

  /** Whether a phrase names something that a photo can show. */
  private boolean names(NounPhrase phrase) {
    return (phrase.noun().visible() || lists.placePreposition(phrase.lemma()) != null)
        && !lists.has("empty", phrase.lemma())
        && !lists.has("generic", phrase.lemma());
  }

  private static String head(ParsedCaption caption, NounPhrase phrase) {
    return caption.word(phrase.to() - 1);
  }

  private static String words(ParsedCaption caption, int from, int to) {
    return from < to ? String.join(" ", caption.words().subList(from, to)) : "";
  }

  private static void add(Set<Question> found, String question, String answer) {
    boolean tells = List.of(question.split(" ")).contains(answer);
    if (question.split(" ").length >= FEWEST_WORDS && !tells) {
      found.add(new Question(question + "?", answer));
    }
  }

  @Override
  public void close() {
    lexicon.close();
  }

  /**
   * A question with its mark and an answer as the sentence says it: "giraffes" and not "giraffe".
   */
  public record Question(String question, String answer) {}
}
