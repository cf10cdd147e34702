package org.showtell.dataset.questions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceQuestionsTest {
  private static SentenceQuestions questions;

  @BeforeAll
  static void open() {
    questions = new SentenceQuestions();
  }

  @AfterAll
  static void close() {
    questions.close();
  }

  private static Map<String, String> of(String sentence) {
    return questions.of(sentence).stream()
        .collect(
            Collectors.toMap(
                SentenceQuestions.Question::question, SentenceQuestions.Question::answer));
  }

  @ParameterizedTest
  @CsvSource({
    "A small cat lies on a blanket.,         what lies on a blanket?,            cat",
    "A cat lying on a blanket.,              what is lying on a blanket?,        cat",
    "Giraffes walking in a field.,           what are walking in a field?,       giraffes",
    "Zebras stand near a tree.,              what stand near a tree?,            zebras",
    "A plate topped with vegetables.,        what topped with vegetables?,       plate",
    "A man rides a horse down the street.,   what is the man riding down the street?, horse",
    "A man rides a horse down the street.,   a man rides what down the street?,  horse",
    "A man rides a horse down the street.,   who rides a horse down the street?, man",
    "Two women holding umbrellas in the rain., what are two women holding in the rain?, umbrellas",
    "Three zebras standing in a field.,      how many zebras are standing in a field?, three",
    "A dog is running on the beach.,         where is the dog running?,          beach",
    "A dog next to a red hydrant.,           what is the color of the hydrant?,  red",
    "A vase of flowers on a table.,          a vase of what on a table?,         flowers"
  })
  void asksForAWordOfTheSentence(String sentence, String question, String answer) {
    assertEquals(answer, of(sentence).get(question), of(sentence).toString());
  }

  /** People and groups answer nothing; a colour of two is none; a fragment has no verb. */
  @ParameterizedTest
  @ValueSource(strings = {"", ".", "Running.", "A group of people.", "It is there.", "123 456"})
  void asksNothingOfWhatSaysNothing(String sentence) {
    assertEquals(List.of(), questions.of(sentence));
  }

  @Test
  void noQuestionTellsItsAnswerAndNoneIsAskedTwice() {
    String sentence = "A dog chases a dog and a red ball near two white and black cats.";
    List<SentenceQuestions.Question> asked = questions.of(sentence);
    assertFalse(asked.isEmpty());
    for (SentenceQuestions.Question one : asked) {
      List<String> words = List.of(one.question().replace("?", "").split(" "));
      assertFalse(words.contains(one.answer()), one.toString());
    }
    assertEquals(asked.size(), asked.stream().distinct().count());
    assertFalse(of(sentence).containsKey("what is the color of the cats?"), asked.toString());
    assertTrue(of(sentence).containsKey("what is the color of the ball?"), asked.toString());
  }
}
