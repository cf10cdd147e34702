package org.showtell.dataset.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.AnnotationFormatException;

class AnswersFileTest {
  @TempDir Path folder;

  @Test
  void writesAndReadsTheOfficialFormat() throws IOException {
    Path file = folder.resolve("r.json");
    List<AnswersFile.AnswerResult> results =
        List.of(
            new AnswersFile.AnswerResult("1", "a \"dog\""),
            new AnswersFile.AnswerResult("train-2", ""));
    AnswersFile.write(file, results);
    assertEquals(
        """
        [{"question_id":1,"answer":"a \\"dog\\""},
        {"question_id":"train-2","answer":""}]
        """,
        Files.readString(file));
    assertEquals(results, AnswersFile.read(file));
  }

  @Test
  void refusesRepeatedQuestionsAndMissingAnswers() throws IOException {
    assertTrue(
        refused("[{\"question_id\":1,\"answer\":\"a\"},{\"question_id\":1,\"answer\":\"b\"}]")
            .contains("at $[1].question_id: expected each question once, but got 1 again"));
    assertTrue(
        refused("[{\"question_id\":1,\"answer\":2}]")
            .contains("at $[0].answer: expected an answer, but got the number 2"));
  }

  private String refused(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), json);
    return assertThrows(AnnotationFormatException.class, () -> AnswersFile.read(file)).getMessage();
  }
}
