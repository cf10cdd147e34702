package org.showtell.dataset.questions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.questions.GeneratedQuestion.Kind;

/**
 * Makes questions with answers from captioned images. The same images give the same questions, to
 * the letter and in the same order.
 *
 * <pre>{@code
 * List<QuestionExample> questions = CaptionQuestions.of(dataset.examples());
 * }</pre>
 */
public final class CaptionQuestions {
  private static final long SEED = 2015;

  /** One question in so many must have an answer for it to be kept. */
  private static final int RARE = 2000;

  private static final int LEAST = 2;

  private CaptionQuestions() {}

  /**
   * The questions of these images, image by image, numbered from 1. Answers that are rarer than one
   * in 2,000, or occur once, are left out; yes and no are equally common for every wording.
   */
  public static List<QuestionExample> of(List<CaptionedImage> images) {
    WordLists lists = WordLists.shipped();
    List<List<GeneratedQuestion>> questions = new ArrayList<>();
    try (NounLexicon lexicon = NounLexicon.open(lists)) {
      CaptionParser parser = new CaptionParser(lists, lexicon);
      ImageRules rules = new ImageRules(lists);
      List<ImageFacts> facts = new ArrayList<>();
      for (CaptionedImage image : images) {
        ImageFacts one = new ImageFacts(image.captions(), parser, lists);
        facts.add(one);
        questions.add(new ArrayList<>(rules.questions(one)));
      }
      int minimum = Math.max(LEAST, images.size() / RARE);
      Random random = new Random(SEED);
      oneAsOftenAsMore(questions, random);
      new YesNoRules(lists, lexicon, facts, minimum, random).addTo(questions);
    }
    return numbered(images, frequent(questions));
  }

  /** "One" is the answer to nearly every "how many": it is kept as often as all others together. */
  private static void oneAsOftenAsMore(List<List<GeneratedQuestion>> questions, Random random) {
    Map<String, Integer> more = new HashMap<>();
    Map<String, Integer> ones = new HashMap<>();
    for (List<GeneratedQuestion> image : questions) {
      for (GeneratedQuestion question : image) {
        if (question.kind() == Kind.NUMBER) {
          (question.answer().equals("one") ? ones : more)
              .merge(question.question(), 1, Integer::sum);
        }
      }
    }
    for (List<GeneratedQuestion> image : questions) {
      image.removeIf(
          question -> {
            if (question.kind() != Kind.NUMBER || !question.answer().equals("one")) {
              return false;
            }
            // Drawn without replacement: what is left to keep of what is left to see.
            int left = ones.merge(question.question(), -1, Integer::sum) + 1;
            int wanted = more.getOrDefault(question.question(), 0);
            boolean kept = random.nextInt(left) < wanted;
            if (kept) {
              more.merge(question.question(), -1, Integer::sum);
            }
            return !kept;
          });
    }
  }

  private static List<List<GeneratedQuestion>> frequent(List<List<GeneratedQuestion>> questions) {
    Map<String, Integer> counts = new HashMap<>();
    int total = 0;
    for (List<GeneratedQuestion> image : questions) {
      image.forEach(question -> counts.merge(question.answer(), 1, Integer::sum));
      total += image.size();
    }
    int minimum = Math.max(LEAST, total / RARE);
    return questions.stream()
        .map(image -> image.stream().filter(one -> counts.get(one.answer()) >= minimum).toList())
        .toList();
  }

  private static List<QuestionExample> numbered(
      List<CaptionedImage> images, List<List<GeneratedQuestion>> questions) {
    List<QuestionExample> examples = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      for (GeneratedQuestion question : questions.get(i)) {
        examples.add(
            new QuestionExample(
                Integer.toString(examples.size() + 1),
                images.get(i).id(),
                images.get(i).file(),
                question.question() + "?",
                question.answer(),
                List.of(question.answer()),
                question.kind().questionType(),
                question.kind().answerType(),
                List.of()));
      }
    }
    return examples;
  }
}
