package org.showtell.dataset.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.AnnotationFormatException;

class ResultsFileTest {
  @TempDir Path folder;

  @Test
  void writesNumericIdsAsNumbersAndOthersAsStrings() throws IOException {
    Path file = folder.resolve("r.json");
    List<ResultsFile.Result> results =
        List.of(
            new ResultsFile.Result("404464", "a \"black\" café"),
            new ResultsFile.Result("a.jpg", ""),
            new ResultsFile.Result("007", "leading zeros"),
            new ResultsFile.Result("12345678901234567890", "too long for a number"),
            new ResultsFile.Result("0", "zero"));
    ResultsFile.CAPTIONS.write(Files.newOutputStream(file), results);
    assertEquals(
        """
        [{"image_id":404464,"caption":"a \\"black\\" café"},
        {"image_id":"a.jpg","caption":""},
        {"image_id":"007","caption":"leading zeros"},
        {"image_id":"12345678901234567890","caption":"too long for a number"},
        {"image_id":0,"caption":"zero"}]
        """,
        Files.readString(file));
    assertEquals(results, ResultsFile.CAPTIONS.read(file));
  }

  @Test
  void anEmptyFileOfResultsIsAnEmptyArray() throws IOException {
    Path file = folder.resolve("r.json");
    ResultsFile.CAPTIONS.write(Files.newOutputStream(file), List.of());
    assertEquals("[]\n", Files.readString(file));
    assertEquals(List.of(), ResultsFile.CAPTIONS.read(file));
  }

  @Test
  void readsOtherPeoplesResultsWithMoreKeys() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("r.json"),
            "[ {\"caption\": \"a\", \"score\": [0.5], \"image_id\": \"7\"} ]");
    assertEquals(List.of(new ResultsFile.Result("7", "a")), ResultsFile.CAPTIONS.read(file));
  }

  @Test
  void refusesWhatIsNoResultsFile() throws IOException {
    assertEquals(
        "at $[0]: expected the key \"caption\", but got none", refused("[{\"image_id\":1}]"));
    assertEquals(
        "at $[0].caption: expected a caption, but got the number 5",
        refused("[{\"image_id\":1,\"caption\":5}]"));
    assertEquals(
        "at $[1].image_id: expected each image once, but got 1 again",
        refused("[{\"image_id\":1,\"caption\":\"a\"},{\"image_id\":\"1\",\"caption\":\"b\"}]"));
    assertTrue(refused("{\"results\":[]}").startsWith("at $: expected an array of"));
    assertTrue(refused("[{\"image_id\":1,\"cap").startsWith("at $[0].image_id in line 1"));
  }

  @Test
  void nullSaysNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("r.json"), "[{\"image_id\":1,\"caption\":null}]");
    assertEquals(List.of(new ResultsFile.Result("1", "")), ResultsFile.CAPTIONS.read(file));
  }

  @Test
  void otherBytesThanUtf8AreCalledThat() throws IOException {
    Path file = folder.resolve("latin.json");
    Files.write(
        file,
        "[{\"image_id\":1,\"caption\":\"caf\u00e9 dog\"}]".getBytes(StandardCharsets.ISO_8859_1));
    String said =
        assertThrows(AnnotationFormatException.class, () -> ResultsFile.CAPTIONS.read(file))
            .getMessage();
    assertTrue(said.contains("in line 1: expected UTF-8, but got other bytes in column"), said);
    assertTrue(said.endsWith("save it as UTF-8"), said);
  }

  @Test
  void aResultNeedsAnId() {
    String said =
        assertThrows(IllegalArgumentException.class, () -> new ResultsFile.Result(" ", "a dog"))
            .getMessage();
    assertEquals("id must not be blank, but got ' '", said);
  }

  @Test
  void answersHaveTheirOwnKeys() throws IOException {
    Path file = folder.resolve("r.json");
    List<ResultsFile.Result> results =
        List.of(new ResultsFile.Result("1", "a \"dog\""), new ResultsFile.Result("train-2", ""));
    ResultsFile.ANSWERS.write(Files.newOutputStream(file), results);
    assertEquals(
        """
        [{"question_id":1,"answer":"a \\"dog\\""},
        {"question_id":"train-2","answer":""}]
        """,
        Files.readString(file));
    assertEquals(results, ResultsFile.ANSWERS.read(file));
  }

  @Test
  void refusesRepeatedQuestionsAndAnswersThatAreNoText() throws IOException {
    assertEquals(
        "at $[1].question_id: expected each question once, but got 1 again",
        refused(
            ResultsFile.ANSWERS,
            "[{\"question_id\":1,\"answer\":\"a\"},{\"question_id\":1,\"answer\":\"b\"}]"));
    assertEquals(
        "at $[0].answer: expected an answer, but got the number 2",
        refused(ResultsFile.ANSWERS, "[{\"question_id\":1,\"answer\":2}]"));
  }

  private String refused(String json) throws IOException {
    return refused(ResultsFile.CAPTIONS, json);
  }

  private String refused(ResultsFile format, String json) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), json);
    String said =
        assertThrows(AnnotationFormatException.class, () -> format.read(file)).getMessage();
    assertTrue(said.startsWith(file + " "), said);
    return said.substring(file.toString().length() + 1, said.indexOf(';'));
  }
}
