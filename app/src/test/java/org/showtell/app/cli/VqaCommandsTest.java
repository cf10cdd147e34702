package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.showtell.app.ColouredSquares;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.ModelCatalog;
import org.showtell.app.bundle.ToyBundle;
import org.showtell.testing.Slow;

/** train vqa, evaluate vqa and ask, on squares in four colours, through the real commands. */
class VqaCommandsTest {
  @TempDir static Path folder;
  private static String data;
  private static Path model;
  private static CommandRun training;

  @BeforeAll
  static void train() throws IOException {
    ColouredSquares.draw(folder.resolve("photos"));
    ColouredSquares.ask(folder.resolve("questions.csv"));
    data = "questions:" + folder.resolve("questions.csv") + "," + folder.resolve("photos");
    model = folder.resolve("m.zip");
    training =
        CommandRun.in(
            folder,
            "train vqa --attention --into starter --units 16 --embedding 16 --common-size 32"
                + " --attention-size 16 --dropout 0.1 --batch-size 8 --learning-rate 0.01"
                + " --epochs 12 --average-decay 0.9 --min-word-count 1 --split all"
                + " --dev-split all --data "
                + data
                + " -o "
                + model);
  }

  private static Map<String, String> cache() {
    return Map.of("SHOWTELL_CACHE", folder.resolve("cache").toString());
  }

  private static CommandRun ask(String stdin, Object... arguments) {
    Object[] all = new Object[arguments.length + 4];
    all[0] = "ask";
    all[1] = "-m";
    all[2] = model;
    all[3] = folder.resolve("photos").resolve("blue1.png");
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return CommandRun.with(cache(), stdin, all);
  }

  @Test
  void trainingTellsTheAccuracyAndKeepsTheCaptioner() throws IOException {
    assertEquals(0, training.exitCode(), training.err());
    assertTrue(training.err().contains("best dev accuracy"), training.err());
    ModelBundle bundle = ModelBundle.read(model);
    assertEquals("starter", bundle.name());
    assertTrue(bundle.manifest().captioner() != null && bundle.manifest().vqa() != null);
    bundle.openCaptioner().close();
    assertTrue(bundle.card().contains("answers questions"), bundle.card());
  }

  @Test
  void evaluationPrintsTheOfficialNamesAndThePrior() throws IOException {
    Path report = folder.resolve("report");
    CommandRun run =
        CommandRun.with(
            cache(),
            "",
            "evaluate",
            "vqa",
            "-m",
            model,
            "--data",
            data,
            "--split",
            "all",
            "-f",
            "json",
            "-o",
            report);
    assertEquals(0, run.exitCode(), run.err());
    JsonNode scores = new ObjectMapper().readTree(run.out());
    assertTrue(scores.get("accuracy").asDouble() > 95, run.out());
    assertTrue(run.err().contains("per-type prior"), run.err());
    JsonNode results = new ObjectMapper().readTree(report.resolve("results.json").toFile());
    assertEquals(80, results.size());
    assertTrue(results.get(0).has("question_id") && results.get(0).has("answer"));
  }

  @Test
  void answersEachQuestionWithItsProbability() {
    CommandRun run = ask("", "what color is the square?", "is it red?");
    assertEquals(0, run.exitCode(), run.err());
    String[] lines = run.out().split("\n");
    assertEquals(2, lines.length, run.out());
    assertTrue(lines[0].matches("what color is the square\\?\tblue\t[01]\\.\\d{3}"), lines[0]);
    assertTrue(lines[1].startsWith("is it red?\tno\t"), lines[1]);
  }

  @Test
  void questionsAreReadLineByLine() {
    CommandRun run = ask("is it blue?\n\nis it green?\n");
    assertEquals("yes no", firstWords(run.out()));
    assertEquals(0, run.exitCode(), run.err());
  }

  private static String firstWords(String out) {
    StringBuilder answers = new StringBuilder();
    out.lines().forEach(line -> answers.append(line.split("\t")[1]).append(' '));
    return answers.toString().strip();
  }

  @Test
  void jsonHasEveryAnswerAskedForAndWhereItLooked() throws IOException {
    Path pictures = folder.resolve("maps");
    CommandRun run = ask("", "is it blue?", "-f", "json", "--top", "3", "--attention", pictures);
    assertEquals(0, run.exitCode(), run.err());
    JsonNode first = new ObjectMapper().readTree(run.out()).get(0);
    assertEquals("is it blue?", first.get("question").asText());
    assertEquals("yes", first.get("answers").get(0).get("answer").asText());
    assertEquals(3, first.get("answers").size());
    assertEquals(
        ModelCatalog.open("starter").preset().architecture().gridHeight(),
        first.get("attention").size());
    assertTrue(Files.exists(pictures.resolve("blue1.attention.jpg")), run.err());
  }

  @Test
  void choicesAreTheOnlyAnswersAndUnknownOnesAreLeftOut() {
    CommandRun run = ask("", "what color is the square?", "--choices", "purple|red| blue ");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("blue red", firstWords(run.out()));
    assertTrue(run.err().contains("choice 'purple'"), run.err());
  }

  @Test
  void aChoiceThatIsNamedTwiceIsOneChoice() throws IOException {
    CommandRun run =
        ask("", "what color is the square?", "-f", "json", "--choices", "red| red |blue|the red");
    JsonNode answers = new ObjectMapper().readTree(run.out()).get(0).get("answers");
    assertEquals(2, answers.size());
    double sum = 0;
    for (JsonNode answer : answers) {
      sum += answer.get("probability").asDouble();
    }
    assertEquals(1, sum, 1e-4);
  }

  @Test
  void choicesOfWhichNoneIsKnownFail() {
    CommandRun run = ask("", "what color is the square?", "--choices", "purple|pink");
    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains("choice 'pink'"), run.err());
    assertEquals(2, ask("", "what color is it?", "--choices", "|").exitCode());
  }

  @Test
  void questionsAreReadAsListsAre() {
    CommandRun run = ask("\ufeffis it blue?\r\n\r\n \r\nis it red?\r\n");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(2, run.out().lines().count());
    assertTrue(run.out().startsWith("is it blue?\t"), run.out());
  }

  @Test
  void aFolderIsNoPhoto() {
    CommandRun run = CommandRun.with(cache(), "", "ask", "-m", model, folder, "what?");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains(folder + ": a folder; name a photo"), run.err());
  }

  @Test
  void unknownWordsAreReportedAndTheRestIsAnswered() {
    CommandRun run = ask("", "what color is the zebra?");
    assertEquals(0, run.exitCode());
    assertTrue(run.err().contains("zebra"), run.err());
    assertEquals("blue", firstWords(run.out()));
  }

  @Test
  void emptyQuestionIsRefused() {
    CommandRun run = ask("", " ");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("at least one word"), run.err());
  }

  @Test
  void modelThatDoesNotAnswerIsNamedWithWhatToDo() throws IOException {
    Path captions = folder.resolve("captions.zip");
    ToyBundle.write(captions);
    CommandRun run =
        CommandRun.with(
            cache(),
            "",
            "ask",
            "-m",
            captions,
            folder.resolve("photos").resolve("red0.png"),
            "why?");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("train vqa"), run.err());
  }

  @Test
  void imageThatCannotBeReadIsNamed() {
    CommandRun run = CommandRun.with(cache(), "", "ask", "-m", model, "none.jpg", "is it red?");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("none.jpg"), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--blind, --attention",
    "--train-encoder, --blind",
    "--train-encoder, --into=starter",
    "--train-encoder, --encoder=vgg16"
  })
  void contradictingOptionsAreRefused(String one, String other) {
    CommandRun run =
        CommandRun.of("train", "vqa", "--data", data, "-o", folder.resolve("x.zip"), one, other);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains(one) && run.err().contains(other.split("=")[0]), run.err());
  }

  @Test
  void sizeThatCannotBeHalvedIsRefused() {
    CommandRun run =
        CommandRun.of(
            "train",
            "vqa",
            "--data",
            data,
            "-o",
            folder.resolve("x.zip"),
            "--train-encoder",
            "--image-size",
            "50");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("can be halved 3 times"), run.err());
  }

  @Test
  @Slow
  void encoderIsLearntFromTheQuestionsAndGoesWithTheModel() throws IOException {
    Path own = folder.resolve("own.zip");
    CommandRun run =
        CommandRun.in(
            folder,
            "train vqa --train-encoder --image-size 16 --encoder-layers 8,P,16 --units 16"
                + " --embedding 16 --common-size 32 --batch-size 10 --learning-rate 0.01"
                + " --epochs 40 --average-decay 0.9 --min-word-count 1 --split all"
                + " --dev-split all --data "
                + data
                + " -o "
                + own);
    assertEquals(0, run.exitCode(), run.err());
    // A blind model is right 65 times of 100.
    assertTrue(ModelBundle.read(own).manifest().provenance().result().score() > 75, run.err());
    CommandRun answer =
        CommandRun.with(
            cache(),
            "",
            "ask",
            "-m",
            own,
            folder.resolve("photos").resolve("red0.png"),
            "what color is the square?");
    assertEquals(0, answer.exitCode(), answer.err());
    assertTrue(answer.out().startsWith("what color is the square?\t"), answer.out());
  }

  @Test
  void publishedNetworkHasItsSizesAndTakesNoAttention() throws IOException {
    Path small = folder.resolve("small.zip");
    String command = "train vqa --like vqa-lstm-small --epochs 1 --split all --dev-split all";
    CommandRun run = CommandRun.in(folder, command + " --data " + data + " -o " + small);
    assertEquals(0, run.exitCode(), run.err());
    var network = ModelBundle.read(small).manifest().vqa().network();
    assertEquals(128, network.units());
    assertEquals(2, network.layers());
    assertEquals(128, network.commonSize());
    CommandRun refused =
        CommandRun.in(folder, command + " --attention 2 --data " + data + " -o " + small);
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().contains("--like must be one of vqa-lstm,"), refused.err());
  }
}
