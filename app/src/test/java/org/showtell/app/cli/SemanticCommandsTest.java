package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.showtell.app.RandomEncoder;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.decoder.vqa.ImageUse;
import org.showtell.testing.Slow;

/** A model that detects words, on squares in four colours, through the real commands. */
class SemanticCommandsTest {
  private static final String TRAINING =
      " --batch-size 4 --average-decay 0.9 --min-word-count 1 --split all --dev-split all"
          + " --learning-rate 0.01";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path photos;
  private static Path text;
  private static Path encoder;
  private static Path model;
  private static CommandRun training;

  @BeforeAll
  static void train() throws IOException {
    photos = folder.resolve("photos");
    ColouredSquares.draw(photos);
    ColouredSquares.caption(photos);
    ColouredSquares.ask(folder.resolve("questions.csv"));
    text = folder.resolve("text.txt");
    Files.writeString(text, "A red square near a green square .\n".repeat(5));
    encoder = folder.resolve("random.safetensors");
    RandomEncoder.write(encoder);
    model = folder.resolve("m.zip");
    training =
        run(
            "train caption --like semantic --units 64 --embedding 32 --attention-size 32"
                + " --grid-size 16 --dropout 0.1 --epochs 5 --text-draws 8"
                + TRAINING
                + " --text "
                + text
                + " --encoder "
                + encoder
                + "@64 --data folder:"
                + photos
                + " -o "
                + model);
  }

  private static CommandRun run(String command) {
    return CommandRun.in(folder, command);
  }

  private static Path photo(String colour) {
    return photos.resolve(colour + "1.png");
  }

  @Test
  void trainingCountsTheSentencesAndWritesTheFourthFormat() throws IOException {
    assertEquals(0, training.exitCode(), training.err());
    assertTrue(training.err().contains("5 sentences without photos"), training.err());
    ModelBundle bundle = ModelBundle.read(model);
    assertEquals(4, bundle.manifest().formatVersion());
    assertEquals(8, bundle.manifest().captioner().decoder().semantic().slots());
  }

  @ParameterizedTest
  @CsvSource({"red", "green", "blue", "yellow"})
  void keywordsHaveTheColourAmongThem(String colour) throws IOException {
    CommandRun run = run("caption -m " + model + " --keywords 3 -f json " + photo(colour));
    assertEquals(0, run.exitCode(), run.err());
    JsonNode record = JSON.readTree(run.out()).get(0);
    assertTrue(record.get("caption").asText().contains(colour), run.out());
    assertTrue(record.get("keywords").size() <= 3, run.out());
    assertTrue(record.get("keywords").findValuesAsText("word").contains(colour), run.out());
  }

  @Test
  void attentionSaysWhichShareWentToWords() throws IOException {
    Path maps = folder.resolve("maps");
    CommandRun run =
        run("caption -m " + model + " --attention " + maps + " -f json " + photo("blue"));
    assertEquals(0, run.exitCode(), run.err());
    JsonNode words = JSON.readTree(run.out()).get(0).get("captions").get(0).get("words");
    for (JsonNode word : words) {
      double share = word.get("wordShare").asDouble(-1);
      assertTrue(share >= 0 && share <= 1, word.toString());
      double sum = 0;
      for (JsonNode row : word.get("attention")) {
        for (JsonNode weight : row) {
          sum += weight.asDouble();
        }
      }
      assertEquals(1, sum, 1e-4, word.toString());
    }
    assertTrue(Files.exists(maps.resolve("blue1.attention.jpg")));
    Path again = folder.resolve("again");
    CommandRun page =
        run("caption -m " + model + " --attention " + again + " -f html " + photo("blue"));
    assertTrue(page.out().contains(" % from words</small></button>"), page.out());
  }

  @Test
  @Slow
  void questionsAreAnsweredFromTheVectorAndTheWords() throws IOException {
    String data = "questions:" + folder.resolve("questions.csv") + "," + photos;
    Path both = folder.resolve("both.zip");
    Path asked = folder.resolve("asked.txt"); // of their answers only the colours are known
    Files.writeString(asked, "A red ball near a green table .\n".repeat(4));
    CommandRun learnt =
        run(
            "train vqa --words --units 16 --embedding 16 --common-size 32 --dropout 0.1 --epochs 25"
                + TRAINING
                + " --text-draws 3 --text "
                + asked
                + " --into "
                + model
                + " --data "
                + data
                + " -o "
                + both);
    assertEquals(0, learnt.exitCode(), learnt.err());
    assertTrue(learnt.err().contains("8 questions made from sentences"), learnt.err());
    ModelBundle bundle = ModelBundle.read(both);
    assertEquals(ImageUse.WORDS, bundle.answererConfig().image().use());
    assertEquals(ModelBundle.read(model).keywords().vocabulary(), bundle.keywords().vocabulary());
    CommandRun answer =
        run("ask -m " + both + " " + photo("green") + " --choices red|green|blue color?");
    assertEquals(0, answer.exitCode(), answer.err());
    CommandRun yes =
        CommandRun.with(Map.of(), "is it green?\nis it red?\n", "ask", "-m", both, photo("green"));
    assertEquals(0, yes.exitCode(), yes.err());
    assertTrue(yes.out().matches("(?s)is it green\\?\tyes\t.*is it red\\?\tno\t.*"), yes.out());
    CommandRun scores =
        run(
            "evaluate vqa -m "
                + both
                + " --split all -f json --data "
                + data
                + " -o "
                + folder.resolve("report"));
    assertEquals(0, scores.exitCode(), scores.err());
    assertTrue(JSON.readTree(scores.out()).get("accuracy").asDouble() > 90, scores.out());
    assertEquals(
        run("caption -m " + model + " --keywords 3 " + photo("red")).out(),
        run("caption -m " + both + " --keywords 3 " + photo("red")).out(),
        "it captions as before");
  }

  @Test
  void wordsOfAModelThatDetectsNoneAreRefused() {
    CommandRun none =
        run("train vqa --words --data questions:q.csv,i -o " + folder.resolve("x.zip"));
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("--words reads a vector with the words"), none.err());
  }

  @Test
  void sentencesOfADetectorWhoseMistakesAreNotKnownAreRefusedBeforeEncoding() throws IOException {
    Path asked = folder.resolve("ball.txt");
    Files.writeString(asked, "A red ball near a green table .\n");
    CommandRun refused =
        run(
            "train vqa --words --into "
                + model
                + " --text "
                + asked
                + " --features "
                + folder.resolve("no-features")
                + " --split all --dev-split all --data questions:"
                + folder.resolve("questions.csv")
                + ","
                + photos
                + " -o "
                + folder.resolve("x.zip"));
    assertEquals(2, refused.exitCode(), refused.err());
    assertTrue(
        refused.err().contains("--features must hold the word detector's scores"), refused.err());
    assertFalse(refused.err().contains("images:"), refused.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--words --into M --text-draws 0, 'must be at least 1, but got 0'",
    "--into M, give --words too",
    "--blind, give --words too"
  })
  void sentencesThatAnswersCannotBeLearntFromAreRefused(String options, String expected) {
    CommandRun refused =
        run(
            "train vqa "
                + options.replace("M", model.toString())
                + " --text "
                + text
                + " --data questions:nowhere.csv,nowhere -o "
                + folder.resolve("x.zip"));
    assertEquals(2, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains(expected), refused.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--like attend, use the recipe semantic",
    "'', use the recipe semantic",
    "--like semantic --attention none, or leave out the",
    "--like semantic --grid-size 0, 'must be at least 1 beside detected words, which join a trained grid, but got 0'",
    "--from M --self-critical, leave out one of the two",
    "--from M --fine-tune-encoder, leave out one of the two"
  })
  void sentencesThatTeachNothingAreRefusedBeforeAnythingIsRead(String options, String expected) {
    CommandRun refused =
        run(
            "train caption "
                + options.replace("M", model.toString())
                + " --text "
                + text
                + " --data folder:nowhere -o "
                + folder.resolve("x.zip"));
    assertEquals(2, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains(expected), refused.err());
    assertFalse(refused.err().contains("nowhere:"), refused.err());
  }

  @Test
  void encoderOfAModelThatDetectsWordsIsNotFineTuned() {
    CommandRun refused =
        run(
            "train caption --fine-tune-encoder --from "
                + model
                + " --data folder:"
                + photos
                + " -o "
                + folder.resolve("x.zip"));
    assertEquals(2, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains("words that its detector finds"), refused.err());
  }

  @Test
  void detectionIsNoMatterOfANetworkThatAttendsToThePhotoAlone() throws IOException {
    Path plain = folder.resolve("plain.zip");
    CommandRun learnt =
        run(
            "train caption --like attend --units 8 --embedding 8 --attention-size 8 --grid-size 8"
                + " --epochs 1"
                + TRAINING
                + " --encoder "
                + encoder
                + "@64 --data folder:"
                + photos
                + " -o "
                + plain);
    assertEquals(0, learnt.exitCode(), learnt.err());
    CommandRun caption =
        run(
            "caption -m "
                + plain
                + " --attention "
                + folder.resolve("p")
                + " -f json "
                + photo("red"));
    assertEquals(0, caption.exitCode(), caption.err());
    assertTrue(caption.out().contains("\"attention\":"), caption.out());
    assertFalse(caption.out().contains("wordShare"), caption.out());
    CommandRun keywords = run("caption -m " + plain + " --keywords 3 " + photo("red"));
    assertEquals(2, keywords.exitCode(), keywords.err());
    CommandRun words =
        run(
            "train vqa --words --into "
                + plain
                + " --data questions:"
                + folder.resolve("questions.csv")
                + ","
                + photos
                + " -o "
                + folder.resolve("x.zip"));
    assertEquals(2, words.exitCode(), words.err());
    assertTrue(words.err().contains("this model detects no keywords"), words.err());
  }
}
