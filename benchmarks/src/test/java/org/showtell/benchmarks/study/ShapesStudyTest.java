package org.showtell.benchmarks.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.bundle.Provenance;
import org.showtell.benchmarks.study.ShapePicture.Paint;
import org.showtell.benchmarks.study.ShapePicture.Thing;
import org.showtell.dataset.QuestionDataset;
import org.showtell.dataset.QuestionExample;
import org.showtell.dataset.open.QuestionData;

class ShapesStudyTest {
  @TempDir private Path folder;

  private String part(String name) {
    return String.format(
        "vqa:%s,%s,%s,%%d.png",
        folder.resolve(name + "_questions.json"),
        folder.resolve(name + "_annotations.json"),
        folder.resolve(name + ".zip"));
  }

  @Test
  void questionsAreAboutWhatIsOnThePicture() {
    ShapePicture picture =
        new ShapePicture(
            List.of(
                new Thing("circle", Paint.RED, 10, 10, 6),
                new Thing("square", Paint.BLUE, 50, 40, 6)));
    List<ShapeQuestions.Asked> asked =
        ShapeQuestions.about(picture, 1000, true, new SplittableRandom(1));
    assertEquals("red", answer(asked, "what color is the circle?"));
    assertEquals("square", answer(asked, "what shape is the blue thing?"));
    assertEquals("2", answer(asked, "how many things are there?"));
    assertEquals("0", answer(asked, "how many triangles are there?"));
    assertEquals("yes", answer(asked, "is there a blue square?"));
    assertEquals("yes", answer(asked, "is the red circle left of the blue square?"));
    assertEquals("no", answer(asked, "is the red circle below the blue square?"));
    assertEquals("blue square", answer(asked, "what is right of the red circle?"));
    assertEquals("right", answer(asked, "on which side is the blue square?"));
  }

  private static String answer(List<ShapeQuestions.Asked> asked, String question) {
    return asked.stream()
        .filter(one -> one.question().equals(question))
        .findFirst()
        .orElseThrow(() -> new AssertionError(question + " was not asked"))
        .answer();
  }

  @Test
  void sameSeedGivesTheSameFilesAndYesNearlyAsOftenAsNo() throws IOException {
    ShapesStudy.write(folder, "a", 300, true, new SplittableRandom(5));
    ShapesStudy.write(folder, "b", 300, true, new SplittableRandom(5));
    for (String end : List.of("_questions.json", "_annotations.json")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("a" + end)),
          Files.readAllBytes(folder.resolve("b" + end)));
    }
    try (QuestionDataset dataset = QuestionData.open(part("a"), "all")) {
      assertEquals("0.png", dataset.examples().get(0).file());
      double yes = count(dataset, "yes");
      assertEquals(0.5, yes / (yes + count(dataset, "no")), 0.1);
    }
  }

  private static long count(QuestionDataset dataset, String answer) {
    return dataset.examples().stream().map(QuestionExample::answer).filter(answer::equals).count();
  }

  /** Twenty minutes on two cores: the command line alone, with its defaults. */
  @Test
  @Tag("slow")
  void shapesAreUnderstoodWithTheDefaultsOfTheCommandLine() throws Exception {
    ShapesStudy.main(new String[] {folder.toString()});
    Path model = folder.resolve("shapes.zip");
    Process training =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dorg.bytedeco.javacpp.maxbytes=4g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=8g",
                "-cp",
                System.getProperty("java.class.path"),
                "org.showtell.app.cli.Showtell",
                "train",
                "vqa",
                "--train-encoder",
                "--data",
                part("train"),
                "--dev",
                part("dev"),
                "-o",
                model.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    assertEquals(0, training.waitFor(), () -> log());
    Provenance learnt = ModelBundle.read(model).manifest().provenance();
    assertTrue(learnt.result().score() >= 90, log());
    for (String kind : List.of("number", "colour", "shape", "place", "yes/no")) {
      assertTrue(
          learnt.result().scores().get("perQuestionType." + kind) >= 95, kind + " " + learnt);
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
