package org.showtell.dataset.questions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.showtell.dataset.questions.BalancedPairs.Claim;
import org.showtell.dataset.questions.GeneratedQuestion.Kind;
import org.showtell.dataset.questions.ImageFacts.Mention;

/**
 * Questions of yes and no over all images, as many of one as of the other for every single wording:
 * is there a dog, is the dog brown, is the dog on the beach.
 *
 * <p>Only what people rarely leave out is asked about: a thing that is there and goes without
 * saying would make a false no. That is seen from the data: where a thing is mentioned at all,
 * {@link #SALIENCE} of the captions must mention it.
 */
final class YesNoRules {
  private static final double SALIENCE = 0.4;
  private static final int MOST_OBJECTS = 2;

  private final WordLists lists;
  private final NounLexicon lexicon;
  private final ImageRules imageRules;
  private final List<ImageFacts> images;
  private final int minimum;
  private final Random random;

  /** A thing is asked about that is in at least {@code minimum} images. */
  YesNoRules(
      WordLists lists, NounLexicon lexicon, List<ImageFacts> images, int minimum, Random random) {
    this.lists = lists;
    this.lexicon = lexicon;
    imageRules = new ImageRules(lists);
    this.images = images;
    this.minimum = minimum;
    this.random = random;
  }

  /** Adds to the questions of each image. */
  void addTo(List<List<GeneratedQuestion>> questions) {
    add(questions, Kind.IS_THERE, objects(), this::objectFalse, (g, c) -> isThere(c));
    add(
        questions,
        Kind.IS_COLOUR,
        colours(),
        this::colourFalse,
        (thing, colour) ->
            (Noun.pluralOnly(thing) ? "are the " : "is the ") + thing + " " + colour);
    add(questions, Kind.IS_PLACE, places(questions), this::placeFalse, this::isPlace);
  }

  private void add(
      List<List<GeneratedQuestion>> questions,
      Kind kind,
      List<Claim> claims,
      BalancedPairs.Falsehood falsehood,
      BiFunction<String, String, String> wording) {
    BalancedPairs.Pairs pairs = new BalancedPairs(random).pairs(claims, falsehood);
    for (Claim claim : pairs.kept()) {
      String question = wording.apply(claim.group(), claim.claim());
      questions.get(claim.image()).add(new GeneratedQuestion(kind, question, "yes"));
    }
    for (Claim claim : pairs.swapped()) {
      String question = wording.apply(claim.group(), claim.claim());
      questions.get(claim.image()).add(new GeneratedQuestion(kind, question, "no"));
    }
  }

  private String isThere(String lemma) {
    if (Noun.pluralOnly(lemma)) {
      return "are there " + lemma;
    }
    return lists.has("mass", lemma)
        ? "is there " + lemma
        : "is there " + (lemma.matches("[aeio].*") ? "an " : "a ") + lemma;
  }

  private String isPlace(String subject, String place) {
    return "is the " + subject + " " + lists.placePreposition(place) + " the " + place;
  }

  /** What is in an image by at least two captions, or by its only one. */
  private List<Claim> objects() {
    Map<String, Integer> seen = new LinkedHashMap<>();
    Map<String, Double> shares = new LinkedHashMap<>();
    for (ImageFacts image : images) {
      for (String lemma : image.lemmas()) {
        seen.merge(lemma, 1, Integer::sum);
        shares.merge(lemma, share(image, lemma), Double::sum);
      }
    }
    List<Claim> claims = new ArrayList<>();
    for (int number = 0; number < images.size(); number++) {
      ImageFacts image = images.get(number);
      List<String> things = new ArrayList<>();
      for (String lemma : image.lemmas()) {
        boolean salient = shares.get(lemma) / seen.get(lemma) >= SALIENCE;
        if (salient && seen.get(lemma) >= minimum && sure(image, lemma) && askable(image, lemma)) {
          things.add(lemma);
        }
      }
      Collections.shuffle(things, random);
      for (String lemma : things.subList(0, Math.min(MOST_OBJECTS, things.size()))) {
        claims.add(new Claim(number, "", lemma));
      }
    }
    return claims;
  }

  private static double share(ImageFacts image, String lemma) {
    return (double) image.support(lemma) / image.captions().size();
  }

  private static boolean sure(ImageFacts image, String lemma) {
    return image.support(lemma) >= Math.min(2, image.captions().size());
  }

  private boolean askable(ImageFacts image, String lemma) {
    if (lemma.equals("person") || lemma.equals("animal")) {
      return true;
    }
    Mention mention = image.mentions().get(lemma);
    return mention.noun().visible() && !lists.has("empty", lemma) && !lists.has("generic", lemma);
  }

  private boolean objectFalse(int number, String group, String lemma) {
    ImageFacts image = images.get(number);
    if (image.support(lemma) > 0) {
      return false;
    }
    for (String word : image.words()) {
      if (word.equals(lemma) || lists.together("similar", word, lemma)) {
        return false;
      }
    }
    boolean person = lexicon.noun(lemma).map(Noun::person).orElse(false);
    for (Mention mention : image.mentions().values()) {
      String other = mention.noun().lemma();
      boolean vague = mention.noun().person() && !lists.has("clear-persons", other);
      if (person && vague
          || lists.together("similar", other, lemma)
          || lexicon.related(other, lemma)) {
        return false;
      }
    }
    return true;
  }

  private List<Claim> colours() {
    List<Claim> claims = new ArrayList<>();
    for (int number = 0; number < images.size(); number++) {
      for (Mention mention : images.get(number).mentions().values()) {
        String colour = imageRules.colour(mention);
        if (!colour.isEmpty() && mention.captions() > 1) {
          claims.add(new Claim(number, mention.noun().lemma(), colour));
        }
      }
    }
    return claims;
  }

  private boolean colourFalse(int number, String thing, String colour) {
    String own = imageRules.colour(images.get(number).mentions().get(thing));
    return !own.equals(colour) && !lists.together("similar-colours", own, colour);
  }

  /** The places that the location questions found, of a subject that is one. */
  private List<Claim> places(List<List<GeneratedQuestion>> questions) {
    List<Claim> claims = new ArrayList<>();
    String opening = "where is the ";
    for (int number = 0; number < questions.size(); number++) {
      for (GeneratedQuestion question : questions.get(number)) {
        if (question.kind() == Kind.LOCATION && question.question().startsWith(opening)) {
          String subject = question.question().substring(opening.length());
          claims.add(new Claim(number, subject, question.answer()));
        }
      }
    }
    return claims;
  }

  private boolean placeFalse(int number, String subject, String place) {
    return objectFalse(number, "", place);
  }
}
