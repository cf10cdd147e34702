package org.showtell.dataset.questions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.QuestionExample;

class CaptionQuestionsTest {
  private static final List<CaptionedImage> IMAGES = images();
  private static List<QuestionExample> questions;

  /** Dogs of two colours and boys and girls at two places, eight of each. */
  private static List<CaptionedImage> images() {
    String[][] kinds = {
      {"A brown dog runs on the beach.", "The brown dog plays with a ball."},
      {"A white dog runs in the snow.", "One white dog is outside in the snow."},
      {"A girl rides a bike on the street.", "The girl is riding a red bike."},
      {"A boy sits on a bench.", "Small boy on a green bench."},
      {"Two boys swim in a pool.", "Two boys are in the pool."},
    };
    List<CaptionedImage> images = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String id = "photo" + i + ".jpg";
      images.add(new CaptionedImage(id, id, List.of(kinds[i % kinds.length])));
    }
    return images;
  }

  @BeforeAll
  static void make() {
    questions = CaptionQuestions.of(IMAGES);
  }

  @Test
  void sameImagesGiveTheSameQuestions() {
    assertEquals(questions, CaptionQuestions.of(IMAGES));
  }

  @Test
  void everyWordingIsAnsweredYesAsOftenAsNo() {
    Map<String, Integer> balance = new HashMap<>();
    for (QuestionExample question : questions) {
      if (question.answerType().equals("yes/no")) {
        balance.merge(question.question(), question.answer().equals("yes") ? 1 : -1, Integer::sum);
      }
    }
    assertTrue(balance.size() >= 6, balance.toString());
    balance.forEach((question, difference) -> assertEquals(0, difference, question));
  }

  @Test
  void noAnswerContradictsTheCaptions() {
    for (QuestionExample question : questions) {
      String captions = String.join(" ", captionsOf(question)).toLowerCase();
      if (question.question().equals("is there a dog?")) {
        assertEquals(captions.contains("dog") ? "yes" : "no", question.answer());
      }
      if (question.question().equals("is the dog brown?")) {
        assertEquals(captions.contains("brown") ? "yes" : "no", question.answer());
      }
    }
  }

  private static List<String> captionsOf(QuestionExample question) {
    return IMAGES.stream()
        .filter(image -> image.id().equals(question.imageId()))
        .findFirst()
        .orElseThrow()
        .captions();
  }

  @Test
  void asksForObjectsNumbersColoursAndPlaces() {
    Set<String> asked =
        questions.stream()
            .map(question -> question.question() + " " + question.answer())
            .collect(Collectors.toSet());
    for (String expected :
        List.of(
            "what color is the dog? brown",
            "what is the girl riding? bike",
            "how many boys are there? two",
            "where is the dog? snow",
            "where are the boys? pool",
            "is there an animal? yes",
            "is there a person? no")) {
      assertTrue(asked.contains(expected), expected + " in " + asked);
    }
  }

  @Test
  void peopleHaveNoColour() {
    assertFalse(
        questions.stream()
            .anyMatch(question -> question.question().matches(".*color.*(boy|girl|man|woman).*")));
  }

  @Test
  void answerThatOccursOnceIsLeftOut() {
    List<CaptionedImage> more = new ArrayList<>(IMAGES);
    more.add(new CaptionedImage("x", "x.jpg", List.of("A man is reading a purple book.")));
    assertFalse(CaptionQuestions.of(more).stream().anyMatch(one -> one.answer().equals("purple")));
  }

  @Test
  void questionsAreNumberedFromOne() {
    for (int i = 0; i < questions.size(); i++) {
      assertEquals(Integer.toString(i + 1), questions.get(i).questionId());
    }
  }
}
