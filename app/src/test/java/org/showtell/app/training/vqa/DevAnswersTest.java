package org.showtell.app.training.vqa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.ColouredSquares;
import org.showtell.app.training.RecordedReport;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.open.QuestionData;

class DevAnswersTest {
  private static final int QUESTIONS = 80; // five about each of 16 pictures

  @TempDir private Path folder;
  private String data;
  private final RecordedReport report = new RecordedReport();

  @BeforeEach
  void draw() throws IOException {
    ColouredSquares.draw(folder.resolve("photos"));
    ColouredSquares.ask(folder.resolve("questions.csv"));
    data = "questions:" + folder.resolve("questions.csv") + "," + folder.resolve("photos");
  }

  @Test
  void ofManyQuestionsThatAreLearntSomePicturesAreScored() throws IOException {
    try (QuestionDataset train = QuestionData.open(data, "all");
        QuestionDataset dev = QuestionData.open(data, "all")) {
      QuestionDataset scored = DevAnswers.scored(train, dev, 30, report);
      assertEquals(30, scored.examples().size());
      assertEquals(6, VqaTrainingData.files(scored.examples()).size());
      assertTrue(report.notes.get(0).contains("other dev data"), report.notes.toString());
    }
  }

  @Test
  void fewQuestionsAndOthersAreScoredAsTheyAre() throws IOException {
    try (QuestionDataset train = QuestionData.open(data, "all");
        QuestionDataset dev = QuestionData.open(data, "all")) {
      assertSame(dev, DevAnswers.scored(train, dev, QUESTIONS, report));
      QuestionDataset other =
          new QuestionDataset("", "", train.examples().subList(0, 40), train.images(), List.of());
      assertSame(dev, DevAnswers.scored(other, dev, 30, report));
      assertTrue(report.notes.isEmpty());
    }
  }
}
