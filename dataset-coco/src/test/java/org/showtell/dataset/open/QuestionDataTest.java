package org.showtell.dataset.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.QuestionExample;

class QuestionDataTest {
  private static final String QUESTIONS =
      """
      {"info":{"year":2015},"task_type":"Open-Ended","data_type":"mscoco","data_subtype":"val2014",
       "questions":[
        {"image_id":42,"question":"What  is it?","question_id":420},
        {"image_id":7,"question":"Is it red?","question_id":70,"multiple_choices":["yes","no"]}]}
      """;

  private static final String ANNOTATIONS =
      """
      {"annotations":[
        {"question_id":70,"image_id":7,"question_type":"is it","answer_type":"yes/no",
         "multiple_choice_answer":"yes",
         "answers":[{"answer":"yes","answer_confidence":"maybe","answer_id":1},
                    {"answer":"no","answer_id":2}]},
        {"question_id":420,"image_id":42,"question_type":"what is","answer_type":"other",
         "answers":[{"answer":"cat"},{"answer":"a dog"},{"answer":"a dog"}]}]}
      """;

  @TempDir Path folder;
  private Path images;

  @BeforeEach
  void makeImages() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    Files.write(images.resolve("COCO_val2014_000000000042.jpg"), new byte[] {1});
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private String vqa(String questions, String annotations) throws IOException {
    return "vqa:" + file("q,1.json", questions) + "," + file("a.json", annotations) + "," + images;
  }

  private static List<QuestionExample> examples(String spec, String split) throws IOException {
    try (QuestionDataset data = QuestionData.open(spec, split)) {
      assertEquals(64, data.contentHash().length());
      return data.examples();
    }
  }

  @Test
  void joinsVqasQuestionsAndAnnotationsAndNamesTheImages() throws IOException {
    try (QuestionDataset data = QuestionData.open(vqa(QUESTIONS, ANNOTATIONS), "all")) {
      assertEquals(
          List.of(
              new QuestionExample(
                  "420",
                  "42",
                  "COCO_val2014_000000000042.jpg",
                  "What is it?",
                  "a dog",
                  List.of("cat", "a dog", "a dog"),
                  "what is",
                  "other",
                  List.of()),
              new QuestionExample(
                  "70",
                  "7",
                  "COCO_val2014_000000000007.jpg",
                  "Is it red?",
                  "yes",
                  List.of("yes", "no"),
                  "is it",
                  "yes/no",
                  List.of("yes", "no"))),
          data.examples());
      assertTrue(data.images().contains(data.examples().get(0).file()));
    }
  }

  @Test
  void aPatternNamesTheImages() throws IOException {
    String spec = vqa(QUESTIONS, ANNOTATIONS);
    assertEquals("42.png", examples(spec + ",%d.png", "train").get(0).file());
    assertEquals("x/0042", examples(spec + ",x/%04d", "train").get(0).file());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> examples(spec + ",%x.png", "all"))
            .getMessage()
            .contains("COCO_val2014_%012d.jpg"));
  }

  @Test
  void testQuestionsNeedNoAnnotations() throws IOException {
    String spec = "vqa:" + file("q.json", QUESTIONS) + ",," + images;
    QuestionExample example = examples(spec, "test").get(0);
    assertEquals(List.of(), example.answers());
    assertEquals("", example.answer());
  }

  @Test
  void aListSelectsTheQuestionsOfItsImages() throws IOException {
    Path list = file("mine.txt", "42\n\n");
    String spec = vqa(QUESTIONS, ANNOTATIONS);
    assertEquals("420", examples(spec, list.toString()).get(0).questionId());
    assertEquals(1, examples(spec, list.toString()).size());
    Path wrong = file("wrong.txt", "43\n");
    assertTrue(refused(spec, wrong.toString()).contains(wrong + ":1"));
  }

  @Test
  void theHashDependsOnTheAnswers() throws IOException {
    try (QuestionDataset one = QuestionData.open(vqa(QUESTIONS, ANNOTATIONS), "all");
        QuestionDataset other =
            QuestionData.open(vqa(QUESTIONS, ANNOTATIONS.replace("\"cat\"", "\"cow\"")), "all")) {
      assertNotEquals(one.contentHash(), other.contentHash());
    }
  }

  private static String refused(String spec, String split) {
    return assertThrows(AnnotationFormatException.class, () -> examples(spec, split)).getMessage();
  }

  @Test
  void refusesVqaFilesThatDoNotBelongTogetherNamingThePlace() throws IOException {
    String others = ANNOTATIONS.replace("\"question_id\":", "\"question_id\":1");
    assertContains(
        refused(vqa(QUESTIONS, others), "all"),
        "the key \"questions\" with questions, but got 2 questions left out (no annotation): 420, 70");
    assertContains(
        refused(
            vqa(QUESTIONS.replace("\"question_id\":70", "\"question_id\":420"), ANNOTATIONS),
            "all"),
        "$.questions[1].question_id",
        "420 again");
    Files.delete(images.resolve("COCO_val2014_000000000042.jpg"));
    assertContains(
        refused(vqa(QUESTIONS.replace("\"data_type\":\"mscoco\",", ""), ANNOTATIONS), "all"),
        "COCO_val2014_%012d.jpg");
  }

  @Test
  void leavesOutQuestionsWithoutAWordOrAnAnswer() throws IOException {
    String noAnswer =
        ANNOTATIONS.replace("\"answers\":[{\"answer\":\"cat\"", "\"x\":[{\"answer\":\"cat\"");
    try (QuestionDataset data = QuestionData.open(vqa(QUESTIONS, noAnswer), "all")) {
      assertEquals("70", data.examples().get(0).questionId());
      assertEquals(1, data.examples().size());
      assertTrue(data.notes().get(0).endsWith("1 question left out (no answer): 420"));
    }
    for (String blank : List.of("\" \"", "\"???\"", "null")) {
      String without = QUESTIONS.replace("\"Is it red?\"", blank);
      assertLeftOut(without, ANNOTATIONS, "1 question left out (no word): 70");
    }
    for (String none : List.of("[]", "null", "[{\"answer\":null}]")) {
      String without = ANNOTATIONS.replaceFirst("(?s)\"answers\":\\[.*?\\]", "\"answers\":" + none);
      assertLeftOut(QUESTIONS, without, "1 question left out (no answer): 70");
    }
  }

  @Test
  void leavesOutWhatIsInOneOfVqasFilesOnly() throws IOException {
    assertLeftOut(
        QUESTIONS,
        ANNOTATIONS.replace("\"question_id\":70", "\"question_id\":71"),
        "1 question left out (no annotation): 70",
        "1 annotation left out (no question): of question 71");
    assertLeftOut(
        QUESTIONS,
        ANNOTATIONS.replace("\"image_id\":7,", "\"image_id\":8,"),
        "1 question left out (another image than its annotation's): 70");
    assertLeftOut(
        QUESTIONS.replaceAll("(?s),\\s*\\{\"image_id\":7.*\\]\\}\\]", "]"),
        ANNOTATIONS,
        "1 annotation left out (no question): of question 70");
  }

  private void assertLeftOut(String questions, String annotations, String... notes)
      throws IOException {
    String spec = vqa(questions, annotations);
    try (QuestionDataset data = QuestionData.open(spec, "all")) {
      assertEquals(List.of("420"), data.examples().stream().map(e -> e.questionId()).toList());
      assertEquals(Stream.of(notes).map(note -> spec + ": " + note).toList(), data.notes());
    }
  }

  @Test
  void onlyAnsweredQuestionsAreScored() throws IOException {
    Path lines =
        file(
            "q.jsonl",
            """
            {"image":"a.jpg","question":"What?","answer":"dog"}
            {"image":"a.jpg","question":"Who?","answer":null}
            {"image":"a.jpg","question":"Where?","answer":[]}
            {"image":"a.jpg","question":"!","answer":"no"}
            """);
    String spec = "questions:" + lines + "," + images;
    try (QuestionDataset data = QuestionData.open(spec, "all")) {
      QuestionDataset answered = data.answered();
      assertEquals(3, data.examples().size());
      assertEquals(1, answered.examples().size());
      assertEquals(
          List.of(
              spec + ": 1 question left out (no word): line 4",
              spec + ": 2 questions left out (no answer): 2, 3"),
          answered.notes());
    }
    Files.writeString(lines, "{\"image\":\"a.jpg\",\"question\":\"Who?\"}");
    try (QuestionDataset data = QuestionData.open(spec, "all")) {
      String said = assertThrows(IllegalArgumentException.class, data::answered).getMessage();
      assertContains(said, spec, "must have answers to be scored, but got 1 without one");
    }
  }

  @Test
  void otherBytesCostOneRow() throws IOException {
    Path csv =
        Files.write(
            folder.resolve("q.csv"),
            "image,question,answer\na.jpg,What?,caf\u00e9\nb.jpg,Who?,a man\n"
                .getBytes(StandardCharsets.ISO_8859_1));
    String spec = "questions:" + csv + "," + images;
    try (QuestionDataset data = QuestionData.open(spec, "all")) {
      assertEquals("b.jpg", data.examples().get(0).file());
      assertEquals(List.of(spec + ": 1 row left out (not UTF-8): line 2"), data.notes());
    }
  }

  @Test
  void readsATableThatASpreadsheetWrote() throws IOException {
    for (char delimiter : new char[] {',', ';', '\t'}) {
      String table =
          "\ufeffimage,question,answer\r\na.jpg,What?,dog\r\nb.jpg,,cat\r\n"
              .replace(',', delimiter);
      for (String charset : List.of("UTF-8", "UTF-16LE")) {
        Path csv = Files.write(folder.resolve("q.csv"), table.getBytes(Charset.forName(charset)));
        try (QuestionDataset data = QuestionData.open("questions:" + csv + "," + images, "all")) {
          assertEquals("What?", data.examples().get(0).question());
          assertEquals("dog", data.examples().get(0).answer());
          assertTrue(data.notes().get(0).contains("1 row left out (no image or no question)"));
        }
      }
    }
  }

  private static void assertContains(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void visual7wHasFourChoicesAndTheRightOneHasNoFixedPlace() throws IOException {
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      pairs
          .append(i == 0 ? "" : ",")
          .append(
              """
              {"qa_id":%d,"question":"What is it?","answer":"A dog.","type":"what",
               "multiple_choices":["A cat.","A cow.","A car."]}
              """
                  .formatted(i));
    }
    Path json =
        file(
            "v7w.json",
            """
            {"dataset":"visual7w-telling","images":[
             {"image_id":5,"filename":"v7w_5.jpg","split":"val","qa_pairs":[%s]},
             {"image_id":6,"filename":"v7w_6.jpg","split":"train","qa_pairs":[
              {"qa_id":99,"question":"Who?","answer":"He.","multiple_choices":["A","B","C"]}]}]}
            """
                .formatted(pairs));
    List<QuestionExample> dev = examples("visual7w:" + json + "," + images, "dev");
    assertEquals(40, dev.size());
    assertEquals("v7w_5.jpg", dev.get(0).file());
    assertEquals("what", dev.get(0).questionType());
    assertEquals(4, dev.stream().map(e -> e.choices().indexOf("A dog.")).distinct().count());
    assertEquals(4, dev.get(0).choices().size());
    assertEquals(1, examples("visual7w:" + json + "," + images, "train").size());
    assertContains(refused("visual7w:" + json + "," + images, "test"), "split that was asked for");
  }

  @Test
  void cocoQaReadsFourFilesLineByLine() throws IOException {
    for (String part : List.of("train", "test")) {
      Path dir = Files.createDirectories(folder.resolve("cocoqa/" + part));
      Files.writeString(dir.resolve("questions.txt"), "what is it\nhow many dogs\n");
      Files.writeString(dir.resolve("answers.txt"), "dog\ntwo\n");
      Files.writeString(dir.resolve("img_ids.txt"), "42\n7\n");
      Files.writeString(dir.resolve("types.txt"), "0\n1\n");
    }
    String spec = "cocoqa:" + folder.resolve("cocoqa") + "," + images;
    assertEquals(4, examples(spec, "all").size());
    QuestionExample second = examples(spec, "test").get(1);
    assertEquals("COCO_val2014_000000000007.jpg", second.file());
    assertEquals("number", second.answerType());
    assertEquals(List.of("two"), second.answers());
    assertThrows(IllegalArgumentException.class, () -> examples(spec, "dev"));
    Files.writeString(folder.resolve("cocoqa/test/answers.txt"), "dog\n");
    assertContains(refused(spec, "test"), "answers.txt", "as many lines");
    Files.writeString(folder.resolve("cocoqa/test/answers.txt"), "dog\n\ntwo\n");
    assertContains(refused(spec, "test"), "answers.txt:2", "blank line");
  }

  @Test
  void tablesAndJsonLinesAreRead() throws IOException {
    Path csv =
        file(
            "q.csv",
            "\ufeffQuestion,image,answer,note\r\n"
                + "\"What, then?\",a.jpg,two dogs,x\r\nWho?,b.jpg,,\r\n");
    List<QuestionExample> table = examples("questions:" + csv + "," + images, "all");
    assertEquals("What, then?", table.get(0).question());
    assertEquals(List.of("two dogs"), table.get(0).answers());
    assertEquals(List.of(), table.get(1).answers());
    assertEquals("2", table.get(1).questionId());

    Path lines =
        file(
            "q.jsonl",
            """
            {"image":"a.jpg","question":"What?","answer":["dog","cat","cat"],"choices":["dog","cat"]}

            {"image":"b.jpg","question":"Who?","answer":"me","question_id":9,"answer_type":"other"}
            {"image":"b.jpg","question":"Where?"}
            """);
    List<QuestionExample> rows = examples("questions:" + lines + "," + images, "all");
    assertEquals(List.of("1", "9", "4"), rows.stream().map(QuestionExample::questionId).toList());
    assertEquals("cat", rows.get(0).answer());
    assertEquals(List.of("dog", "cat"), rows.get(0).choices());
    assertEquals("other", rows.get(1).answerType());
  }

  @Test
  void refusesTablesWithTheLineAtFault() throws IOException {
    String images = "," + this.images;
    assertContains(
        refused("questions:" + file("1.csv", "image,answer\na,b\n") + images, "all"),
        "1.csv:1",
        "a column question");
    assertContains(
        refused(
            "questions:" + file("2.csv", "image,question\na.jpg,Who?\nb.jpg\n") + images, "all"),
        "2.csv:3",
        "1 values");
    assertContains(
        refused("questions:" + file("3.csv", "image,question\n") + images, "all"), "a question");
    assertContains(
        refused(
            "questions:"
                + file("4.jsonl", "{\"image\":\"a\",\"question\":\"x\"}\n{\"image\":1}")
                + images,
            "all"),
        "at line 2: expected the key \"question\"");
    assertContains(
        refused("questions:" + file("7.csv", "image,question\na.jpg,\"Who?\n") + images, "all"),
        "expected a CSV table in UTF-8 (double quotes do not surround a value); mend the file");
    assertContains(
        refused("questions:" + file("5.jsonl", "{\"image\":\"a\",") + images, "all"), "5.jsonl");
    Files.write(folder.resolve("6.csv"), new byte[] {'i', 'm', 'a', 'g', 'e', (byte) 0xff, '\n'});
    assertContains(refused("questions:" + folder.resolve("6.csv") + images, "all"), "UTF-8");
  }

  @Test
  void refusesWhatIsNoSpecification() {
    for (String bad : List.of("vqa", "vqa:", "coco:a,b", "vqa:a,b", "visual7w:a", "vqa:,a,b")) {
      assertThrows(IllegalArgumentException.class, () -> examples(bad, "all"), bad);
    }
    assertThrows(
        NoSuchFileException.class, () -> examples("visual7w:nowhere.json," + images, "all"));
  }
}
