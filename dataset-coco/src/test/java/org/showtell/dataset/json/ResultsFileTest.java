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

class ResultsFileTest {
  @TempDir Path folder;

  @Test
  void writesNumericIdsAsNumbersAndOthersAsStrings() throws IOException {
    Path file = folder.resolve("r.json");
    List<ResultsFile.CaptionResult> results =
        List.of(
            new ResultsFile.CaptionResult("404464", "a \"black\" café"),
            new ResultsFile.CaptionResult("a.jpg", ""),
            new ResultsFile.CaptionResult("007", "leading zeros"),
            new ResultsFile.CaptionResult("12345678901234567890", "too long for a number"),
            new ResultsFile.CaptionResult("0", "zero"));
    ResultsFile.write(file, results);
    assertEquals(
        """
        [{"image_id":404464,"caption":"a \\"black\\" café"},
        {"image_id":"a.jpg","caption":""},
        {"image_id":"007","caption":"leading zeros"},
        {"image_id":"12345678901234567890","caption":"too long for a number"},
        {"image_id":0,"caption":"zero"}]
        """,
        Files.readString(file));
    assertEquals(results, ResultsFile.read(file));
  }

  @Test
  void anEmptyFileOfResultsIsAnEmptyArray() throws IOException {
    Path file = folder.resolve("r.json");
    ResultsFile.write(file, List.of());
    assertEquals("[]\n", Files.readString(file));
    assertEquals(List.of(), ResultsFile.read(file));
  }

  @Test
  void closingTwiceWritesOneEnd() throws IOException {
    Path file = folder.resolve("r.json");
    ResultsFile.Writer writer = ResultsFile.Writer.open(file);
    writer.write(new ResultsFile.CaptionResult("1", "a"));
    writer.close();
    writer.close();
    assertEquals(1, ResultsFile.read(file).size());
  }

  @Test
  void readsOtherPeoplesResultsWithMoreKeys() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("r.json"),
            "[ {\"caption\": \"a\", \"score\": [0.5], \"image_id\": \"7\"} ]");
    assertEquals(List.of(new ResultsFile.CaptionResult("7", "a")), ResultsFile.read(file));
  }

  @Test
  void refusesWhatIsNoResultsFile() throws IOException {
    assertEquals(
        "at $[0]: expected the key \"caption\", but got none", refused("[{\"image_id\":1}]"));
    assertEquals(
        "at $[0].caption: expected a caption, but got null",
        refused("[{\"image_id\":1,\"caption\":null}]"));
    assertEquals(
        "at $[1].image_id: expected each image once, but got 1 again",
        refused("[{\"image_id\":1,\"caption\":\"a\"},{\"image_id\":\"1\",\"caption\":\"b\"}]"));
    assertTrue(refused("{\"results\":[]}").startsWith("at $: expected an array of"));
    assertTrue(refused("[{\"image_id\":1,\"cap").startsWith("at $[0].image_id in line 1"));
  }

  private String refused(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), json);
    String said =
        assertThrows(AnnotationFormatException.class, () -> ResultsFile.read(file)).getMessage();
    assertTrue(said.startsWith(file + " "), said);
    return said.substring(file.toString().length() + 1, said.indexOf(';'));
  }
}
