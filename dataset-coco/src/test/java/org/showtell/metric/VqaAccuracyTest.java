package org.showtell.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VqaAccuracyTest {
  /** The golden values have four decimals. */
  private static final double GOLDEN = 5.1e-5;

  private static JsonNode golden() throws IOException {
    try (InputStream in = VqaAccuracyTest.class.getResourceAsStream("/vqa_golden.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static AnswerComparison comparison(JsonNode node) {
    List<String> answers = new ArrayList<>();
    node.get("answers").forEach(answer -> answers.add(answer.asText()));
    return new AnswerComparison(
        node.get("predicted").asText(),
        answers,
        node.get("question_type").asText(),
        node.get("answer_type").asText());
  }

  @Test
  void everyGoldenCaseEqualsTheOfficialEvaluation() throws IOException {
    JsonNode golden = golden();
    List<AnswerComparison> questions = new ArrayList<>();
    golden.get("cases").forEach(node -> questions.add(comparison(node)));
    VqaAccuracy.Score score = VqaAccuracy.compute(questions);
    assertTrue(questions.size() >= 260, "cases: " + questions.size());
    for (int i = 0; i < questions.size(); i++) {
      assertEquals(
          golden.get("cases").get(i).get("accuracy").asDouble(),
          score.perQuestion().get(i),
          GOLDEN,
          questions.get(i).toString());
    }
    assertEquals(golden.get("overall").asDouble(), score.overall(), GOLDEN);
    assertTypes(golden.get("perQuestionType"), score.perQuestionType());
    assertTypes(golden.get("perAnswerType"), score.perAnswerType());
  }

  private static void assertTypes(JsonNode golden, Map<String, Double> found) {
    assertEquals(golden.size(), found.size());
    golden
        .properties()
        .forEach(
            type ->
                assertEquals(
                    type.getValue().asDouble(), found.get(type.getKey()), GOLDEN, type.getKey()));
  }

  /** Ten answers from "yes*7 no*3". */
  private static List<String> answers(String counts) {
    List<String> answers = new ArrayList<>();
    for (String part : counts.split(";")) {
      int star = part.lastIndexOf('*');
      for (int i = 0; i < Integer.parseInt(part.substring(star + 1)); i++) {
        answers.add(part.substring(0, star));
      }
    }
    assertEquals(10, answers.size());
    return answers;
  }

  private static double accuracy(String predicted, List<String> answers) {
    return VqaAccuracy.compute(List.of(new AnswerComparison(predicted, answers, "", ""))).overall();
  }

  @ParameterizedTest
  @CsvSource({
    // Who gave the answer is left out: n of 10 give n/10 min(1,(n-1)/3) + (10-n)/10 min(1,n/3).
    "no, yes*10, 0",
    "yes, yes*1;no*9, 30",
    "yes, yes*2;no*8, 60",
    "yes, yes*3;no*7, 90",
    "yes, yes*4;no*6, 100",
    "yes, yes*10, 100",
  })
  void countsMatchesAmongTheOtherNine(String predicted, String answers, double expected) {
    assertEquals(expected, accuracy(predicted, answers(answers)), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({
    "yes, Yes.*10, 0", // unanimous: compared as they stand
    "Yes., Yes.*10, 100",
    "yes, Yes.*9;no*1, 100", // one dissenter, and everything is normalised
    "' Yes. ', Yes.*10, 100", // blanks around never count
  })
  void unanimousAnswersAreNotNormalised(String predicted, String answers, double expected) {
    assertEquals(expected, accuracy(predicted, answers(answers)), 1e-9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // punctuation becomes a blank, or nothing beside a blank
        "ski/snowboard|ski snowboard",
        "ski /snowboard|ski snowboard",
        "t-shirt|t shirt",
        "red, white|red white",
        "red,white|red white",
        "what?!|what",
        "\"stop\"|stop",
        "it's|it's",
        "a:b|a:b",
        // a comma between digits switches all of it to plain deletion
        "1,000|1000",
        "1,000 t-shirts|1000 tshirts",
        // points go unless a digit follows, even where one stands before
        "U.S.A.|usa",
        "3.5|3.5",
        "5.|5",
        "$5.00|$5.00",
        "a .5|.5",
        // number words, articles, contractions, in this order
        "none|0",
        "Two dogs and ten cats|2 dogs and 10 cats",
        "twenty|twenty",
        "the an a|",
        "The dog|dog",
        "dont know|don't know",
        "wouldnt've|wouldn't've",
        "oclock|o'clock",
        "somebody'd|somebodyd",
        "lets|lets",
        "Im|im",
        "MAN|man",
      })
  void normalisesAsTheOfficialScript(String answer, String expected) {
    assertEquals(expected == null ? "" : expected, AnswerNormalisation.normalise(answer));
  }

  @Test
  void noMoreThanThirtyTwoPointsAreTakenOut() {
    assertEquals(".x", AnswerNormalisation.normalise(".".repeat(33) + "x"));
    assertEquals("x", AnswerNormalisation.normalise(".".repeat(32) + "x"));
  }

  @Test
  void lineFeedsAndTabsAreBlanks() {
    assertEquals("dog cat", AnswerNormalisation.normalise("dog\n\tcat\n"));
  }

  @Test
  void aSingleAnswerIsMatchedOrNot() {
    assertEquals(100, accuracy("Two dogs.", List.of("2 dogs")));
    assertEquals(0, accuracy("two cats", List.of("2 dogs")));
  }

  @Test
  void questionsWithoutATypeAreInNoTypesMean() {
    VqaAccuracy.Score score =
        VqaAccuracy.compute(
            List.of(
                new AnswerComparison("a", List.of("a"), "", "other"),
                new AnswerComparison("a", List.of("b"), "what", "")));
    assertEquals(50, score.overall());
    assertEquals(Map.of("what", 0.0), score.perQuestionType());
    assertEquals(Map.of("other", 100.0), score.perAnswerType());
  }

  @Test
  void refusesNoQuestionsAndNoAnswers() {
    assertThrows(IllegalArgumentException.class, () -> VqaAccuracy.compute(List.of()));
    assertThrows(IllegalArgumentException.class, () -> accuracy("a", Arrays.asList()));
  }
}
