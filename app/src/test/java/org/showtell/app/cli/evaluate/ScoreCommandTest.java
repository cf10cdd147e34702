package org.showtell.app.cli.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.cli.CommandRun;

class ScoreCommandTest {
  private static final List<String> NAMES =
      List.of("Bleu_1", "Bleu_2", "Bleu_3", "Bleu_4", "METEOR", "ROUGE_L", "CIDEr");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path references;
  private Path results;

  @BeforeEach
  void writeFiles() throws IOException {
    references =
        file(
            "refs.json",
            """
            {"images":[{"id":1,"file_name":"a.jpg"},{"id":2,"file_name":"b.jpg"}],
             "annotations":[{"image_id":1,"caption":"A dog runs on the grass."},
                            {"image_id":1,"caption":"A brown dog is running."},
                            {"image_id":2,"caption":"Two boys play football."}]}
            """);
    results =
        file(
            "results.json",
            "[{\"image_id\":2,\"caption\":\"two boys play football\"},"
                + "{\"image_id\":1,\"caption\":\"a dog is running on grass\"}]");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private CommandRun score(Path scored) {
    return CommandRun.of("score", "--references", references, "--results", scored);
  }

  /** A results file of image ids and captions in turn. */
  private Path captions(Object... idsAndCaptions) throws IOException {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < idsAndCaptions.length; i += 2) {
      json.append(i == 0 ? "[" : ",")
          .append("{\"image_id\":")
          .append(idsAndCaptions[i])
          .append(",\"caption\":\"")
          .append(idsAndCaptions[i + 1])
          .append("\"}");
    }
    return file("captions.json", json.append(']').toString());
  }

  @Test
  void referencesWithoutACaptionAreNamedAndDoNotCount() throws IOException {
    String official = score(results).out();
    Path more =
        file(
            "more.json",
            Files.readString(references)
                .replace("\"images\":[", "\"images\":[{\"id\":3,\"file_name\":\"c.jpg\"},"));
    for (Path scored :
        List.of(
            results,
            captions(2, "two boys play football", 1, "a dog is running on grass", 3, "a cat"))) {
      CommandRun run = CommandRun.of("score", "--references", more, "--results", scored);
      assertEquals(0, run.exitCode(), run.err());
      assertEquals(official, run.out());
      assertTrue(run.err().contains("1 image left out (no caption): c.jpg"), run.err());
    }
    Path none =
        file("none.json", "{\"images\":[{\"id\":1,\"file_name\":\"a\"}],\"annotations\":[]}");
    assertEquals(2, CommandRun.of("score", "--references", none, "--results", results).exitCode());
  }

  @Test
  void readsNanWhereItDoesNotCountAndKagglesReferences() throws IOException {
    Path nan = file("nan.json", Files.readString(results).replace("{", "{\"score\":NaN,"));
    assertEquals(score(results).out(), score(nan).out());
    Path kaggle =
        file(
            "captions.txt",
            "\ufeffimage,caption\r\na.jpg,A dog runs on the grass.\r\na.jpg,A brown dog is"
                + " running.\r\nb.jpg,Two boys play football.\r\n");
    Path named =
        file(
            "n.json",
            Files.readString(results)
                .replace("2,\"c", "\"b.jpg\",\"c")
                .replace("1,\"c", "\"a.jpg\",\"c"));
    CommandRun run = CommandRun.of("score", "--references", kaggle, "--results", named);
    assertEquals(score(results).out(), run.out(), run.err());
    Path cut = file("cut.json", "[{\"image_id\": 1, \"caption\": \"a dog runs\"");
    assertTrue(score(cut).err().contains("cut off: it ends after byte 40"), score(cut).err());
  }

  @Test
  void printsTheOfficialNamesInTheOfficialOrder() {
    CommandRun run = score(results);
    assertEquals(0, run.exitCode(), run.err());
    List<String> names = run.out().lines().map(line -> line.split(" ")[0]).toList();
    assertEquals(NAMES, names);
    run.out().lines().forEach(line -> assertTrue(line.matches("\\w+ \\d\\.\\d{4}"), line));
    assertTrue(run.err().contains("METEOR: exact, stem, synonym; no paraphrase"), run.err());
  }

  @Test
  void jsonIsOneFlatObjectOfTheSameNames() throws IOException {
    CommandRun run =
        CommandRun.of("score", "--references", references, "--results", results, "-f", "json");
    JsonNode scores = JSON.readTree(run.out());
    List<String> names = new ArrayList<>();
    scores.fieldNames().forEachRemaining(names::add);
    assertEquals(NAMES, names);
    // All ten words are in the references, and the lengths are those of the closest ones, 6 and 4.
    assertEquals(1, scores.get("Bleu_1").asDouble(), 1e-6);
    assertEquals(1, run.out().lines().count());
  }

  @Test
  void perImageWritesALineForEachImageInTheOrderOfTheResults() throws IOException {
    Path lines = folder.resolve("per.jsonl");
    Files.writeString(lines, "an older file");
    CommandRun run =
        CommandRun.of(
            "score", "--references", references, "--results", results, "--per-image", lines);
    assertEquals(0, run.exitCode(), run.err());
    List<String> written = Files.readAllLines(lines);
    assertEquals(2, written.size());
    JsonNode first = JSON.readTree(written.get(0));
    assertEquals(2, first.get("image_id").asInt());
    assertEquals("two boys play football", first.get("caption").asText());
    assertEquals(1, first.get("METEOR").asDouble());
    assertEquals(1, first.get("Bleu_4").asDouble(), 1e-6);
    assertEquals(9, first.size());
    try (var files = Files.list(folder)) {
      assertEquals(3, files.count(), "nothing else is left behind");
    }
  }

  @Test
  void objectsAreThreeMoreNamesAndListsForEachImage() throws IOException {
    Path wrong = captions(1, "a dog and a cat on a bench", 2, "two people play with a ball");
    Path lines = folder.resolve("per.jsonl");
    CommandRun run =
        CommandRun.of(
            "score",
            "--references",
            references,
            "--results",
            wrong,
            "--objects",
            "--per-image",
            lines);
    assertEquals(0, run.exitCode(), run.err());
    // Cat, bench and ball are three of the five objects; the dog and the boys are all there are.
    assertTrue(
        run.out()
            .endsWith("\nobjects_named_by_nobody 0.6000\nobjects_recall 1.0000\nobjects_kinds 5\n"),
        run.out());
    assertTrue(run.err().contains("ball 0/1/0"), run.err());
    JsonNode first = JSON.readTree(Files.readAllLines(lines).get(0));
    assertEquals("[\"bench\",\"cat\",\"dog\"]", first.get("objects_named").toString());
    assertEquals("[\"bench\",\"cat\"]", first.get("objects_named_by_nobody").toString());
    assertEquals("[]", first.get("objects_missed").toString());
    run =
        CommandRun.of(
            "score", "--references", references, "--results", wrong, "--objects", "-f", "json");
    JsonNode scores = JSON.readTree(run.out());
    assertEquals(NAMES.size() + 3, scores.size());
    assertEquals(0.6, scores.get("objects_named_by_nobody").asDouble());
    assertTrue(scores.get("objects_kinds").isInt(), run.out());
  }

  @Test
  void objectsAreOfCaptionsOnly() {
    CommandRun run =
        CommandRun.of("score", "--annotations", references, "--results", results, "--objects");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--objects is about captions"), run.err());
  }

  @Test
  void flickr8ksTokensAreReferencesWithFileNamesAsIds() throws IOException {
    Path tokens = file("Flickr8k.token.txt", "a.jpg#0\tA dog .\na.jpg#1\tDogs\nb.jpg#0\tA cat\n");
    Path mine = file("mine.json", "[{\"image_id\":\"a.jpg\",\"caption\":\"a dog\"}]");
    Path split = file("dev.txt", "a.jpg\n");
    CommandRun run =
        CommandRun.of(
            "score", "--references", tokens, "--results", mine, "--split", split, "--objects");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("METEOR 1.0000"), run.out());
    assertTrue(run.out().contains("objects_recall 1.0000"), run.out());
  }

  @Test
  void referencesWithoutACandidateAreNamed() throws IOException {
    CommandRun run = score(captions(1, "a dog"));
    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains(", but got none for 2;"), run.err());
    assertTrue(run.err().contains("list the images that count as the split"), run.err());
  }

  @Test
  void resultsWithoutReferencesAndDoubledOnesAreNamed() throws IOException {
    CommandRun run = score(captions(1, "a", 9, "a"));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains(", but got 9;"), run.err());
    run = score(captions(1, "a", 1, "b"));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("$[1].image_id: expected each image once, but got 1 again"));
  }

  @Test
  void emptyCaptionsAreScoredAndNamed() throws IOException {
    CommandRun run = score(captions(1, "", 2, " . "));
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.err().contains("2 (image 1, 2)"), run.err());
    assertTrue(run.out().contains("METEOR 0.0000"), run.out());
    assertTrue(run.out().contains("CIDEr 0.0000"), run.out());
  }

  @Test
  void answersAreScoredByTypeInPercent() throws IOException {
    Path annotations =
        file(
            "ann.json",
            """
            {"annotations":[
             {"question_id":1,"image_id":1,"question_type":"is it","answer_type":"yes/no",
              "multiple_choice_answer":"yes","answers":[{"answer":"yes"},{"answer":"yes"},
              {"answer":"yes"},{"answer":"no"}]},
             {"question_id":2,"image_id":1,"question_type":"what","answer_type":"other",
              "answers":[{"answer":"dog"}]}]}
            """);
    Path answers =
        file(
            "answers.json",
            "[{\"question_id\":1,\"answer\":\"Yes.\"},{\"question_id\":2,\"answer\":\"cat\"}]");
    CommandRun run = CommandRun.of("score", "--annotations", annotations, "--results", answers);
    assertEquals(0, run.exitCode(), run.err());
    // Three of four leave two others: (3 * 2/3 + 1 * 1) / 4.
    assertEquals(
        """
        accuracy 37.50
        perAnswerType.yes/no 75.00
        perAnswerType.other 0.00
        perQuestionType.is it 75.00
        perQuestionType.what 0.00
        """,
        run.out());
    assertFalse(run.err().contains("METEOR"), run.err());
  }

  @Test
  void wrongUsageIsExplained() throws IOException {
    assertEquals(2, CommandRun.of("score", "--results", results).exitCode());
    Path absent = folder.resolve("absent.json");
    CommandRun run = CommandRun.of("score", "--references", absent, "--results", results);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains(absent + ": there is no such file"), run.err());
    run =
        CommandRun.of(
            "score",
            "--references",
            references,
            "--results",
            results,
            "--per-image",
            folder.resolve("no/such/folder.jsonl"));
    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
  }
}
