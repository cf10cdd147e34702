package org.showtell.app.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.QuestionExample;
import org.showtell.metric.VqaAccuracy;

/** Answers against what people answered: of a model, of a results file and of the prior. */
class ScoredAnswersTest {
  private static final double EXACT = 1e-9;

  @TempDir Path folder;

  private static QuestionExample question(String type, String answerType, String... answers) {
    String answer = answers.length == 0 ? "" : answers[0];
    return new QuestionExample(
        "1", "7", "a.jpg", "what?", answer, List.of(answers), type, answerType, List.of());
  }

  @Test
  void anAnswerIsJudgedByAllPeopleButOne() {
    ScoredAnswers scored =
        ScoredAnswers.of(
            List.of(
                question("is", "yes/no", "yes", "yes", "yes", "no"),
                question("what", "other", "dog", "cat", "cow")),
            List.of("yes", "dog"));
    // "yes": without one of the yes two others, 2/3; without the no three, 1: (3 * 2/3 + 1) / 4.
    // "dog": without the dog none, without one of the others one, 1/3: (0 + 1/3 + 1/3) / 3.
    assertEquals(75, scored.score().perQuestion().get(0), EXACT);
    assertEquals(100 * 2.0 / 9, scored.score().perQuestion().get(1), EXACT);
    assertEquals((75 + 100 * 2.0 / 9) / 2, scored.score().overall(), EXACT);
    assertEquals("48.61 (yes/no 75.00, other 22.22)", ScoredAnswers.summary(scored.score()));
  }

  @Test
  void withoutTypesThereIsOneNumber() {
    ScoredAnswers scored = ScoredAnswers.of(List.of(question("", "", "two")), List.of("2"));
    assertEquals("100.00", ScoredAnswers.summary(scored.score()));
    assertEquals(Map.of("accuracy", 100.0), AnswerResults.named(scored.score()));
  }

  @Test
  void aQuestionWithoutAnswersCannotBeScored() {
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> ScoredAnswers.of(List.of(question("", "")), List.of("2")))
            .getMessage();
    assertTrue(said.startsWith("answers must be at least 1, but got 0 for question 1"), said);
  }

  private Path annotations() throws IOException {
    return Files.writeString(
        folder.resolve("annotations.json"),
        """
        {"annotations": [
         {"question_id": 1, "image_id": 7, "question_type": "is", "answer_type": "yes/no",
          "answers": [{"answer": "yes"}, {"answer": "yes"}, {"answer": "yes"}, {"answer": "no"}]},
         {"question_id": 2, "image_id": 7, "question_type": "what", "answer_type": "other",
          "answers": [{"answer": "dog"}, {"answer": "cat"}, {"answer": "cow"}]}]}
        """);
  }

  @Test
  void aResultsFileIsMatchedByQuestion() throws IOException {
    Path results =
        Files.writeString(
            folder.resolve("r.json"),
            "[{\"question_id\": 2, \"answer\": \"dog\"}, {\"question_id\": 1, \"answer\": \"yes\"}]");
    VqaAccuracy.Score score =
        VqaAccuracy.compute(AnswerResults.read(annotations(), results).comparisons());
    assertEquals(List.of("2", "1"), ids(results));
    assertEquals(75, score.perQuestion().get(1), EXACT);
    assertEquals(
        List.of(
            "accuracy",
            "perAnswerType.other",
            "perAnswerType.yes/no",
            "perQuestionType.what",
            "perQuestionType.is"),
        List.copyOf(AnswerResults.named(score).keySet()));
  }

  private List<String> ids(Path results) throws IOException {
    return AnswerResults.read(annotations(), results).results().stream().map(r -> r.id()).toList();
  }

  @Test
  void aPartOfTheQuestionsIsRefused() throws IOException {
    Path results =
        Files.writeString(folder.resolve("r.json"), "[{\"question_id\": 2, \"answer\": \"dog\"}]");
    String said =
        assertThrows(
                AnnotationFormatException.class, () -> AnswerResults.read(annotations(), results))
            .getMessage();
    assertTrue(said.contains("a result for all 2 questions of"), said);
    assertTrue(said.contains(", but got none for 1; answer them too"), said);
  }

  @Test
  void thePriorIsTheCommonestAnswerToTheTypeOfQuestion() {
    List<QuestionExample> known =
        Stream.of(
                Collections.nCopies(2, question("is", "yes/no", "no")),
                List.of(question("is", "yes/no", "yes")),
                List.of(question("", "number", "two"), question("", "number", "one")),
                List.of(question("what", "other")))
            .flatMap(List::stream)
            .toList();
    List<QuestionExample> asked =
        List.of(
            question("is", "other"),
            question("", "number"),
            question("what", "other"),
            question("where", "other"));
    // A tie goes to the last in the order of the alphabet; a type without answers has none.
    assertEquals(List.of("no", "two", "", ""), AnswerPriors.of(known, asked));
  }
}
