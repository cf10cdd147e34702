package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.ColouredSquares;
import org.showtell.app.RandomEncoder;
import org.showtell.app.bundle.KeywordParts;
import org.showtell.app.bundle.ModelBundle;
import org.showtell.app.caption.BundleCaptioner;
import org.showtell.app.caption.CaptionOptions;
import org.showtell.app.caption.ModelLoadException;

class TrainKeywordsTest {
  @TempDir static Path folder;
  private static Path photos;
  private static Path model;
  private static CommandRun trained;

  @BeforeAll
  static void train() throws IOException {
    photos = folder.resolve("photos");
    ColouredSquares.draw(photos);
    for (String colour : ColouredSquares.COLOURS.keySet()) {
      for (int i = 0; i < 4; i++) {
        Files.writeString(
            photos.resolve(colour + i + ".txt"),
            ("A picture of a " + colour + " square .\n").repeat(6));
      }
    }
    RandomEncoder.write(folder.resolve("random.safetensors"));
    model = folder.resolve("words.zip");
    trained = run(model, "--seed", 3);
  }

  private static CommandRun run(Path output, Object... more) {
    Object[] arguments = {
      "train",
      "keywords",
      "--data",
      "folder:" + photos,
      "--split",
      "all",
      "--dev-split",
      "all",
      "--encoder",
      folder.resolve("random.safetensors"),
      "--features",
      folder.resolve("features"),
      "-o",
      output
    };
    return CommandRun.of(Stream.concat(Stream.of(arguments), Stream.of(more)).toArray());
  }

  @Test
  void bundleDetectsWordsAndDoesNotCaption() throws IOException {
    assertEquals(0, trained.exitCode(), trained.err());
    ModelBundle bundle = ModelBundle.read(model);
    KeywordParts parts = bundle.keywords();
    assertTrue(parts.vocabulary().index("square") >= 0);
    assertTrue(parts.vocabulary().index("red") >= 0);
    assertTrue(bundle.card().contains("A Showtell keyword model"), bundle.card());
    assertFalse(bundle.card().contains(folder.toString()), bundle.card());
    ModelLoadException refused =
        assertThrows(
            ModelLoadException.class,
            () ->
                BundleCaptioner.open(
                    new CaptionOptions(
                        model.toString(),
                        new CaptionOptions.Search(null, 1, null, null, 0.5, null))));
    assertTrue(
        refused.getMessage().contains("does not caption, it detects keywords alone; name one"),
        refused.getMessage());
  }

  @Test
  void scoresOnDevArePrintedAsEvaluateKeywordsPrintsThem() {
    CommandRun evaluated =
        CommandRun.of(
            "evaluate",
            "keywords",
            "-m",
            model,
            "--data",
            "folder:" + photos,
            "--split",
            "all",
            "--features",
            folder.resolve("features"));
    assertEquals(0, evaluated.exitCode(), evaluated.err());
    assertEquals(trained.out(), evaluated.out());
    assertTrue(trained.out().startsWith("mean_average_precision_100 "), trained.out());
    assertTrue(evaluated.err().contains("without those of fewer than 6 images"), evaluated.err());
  }

  @Test
  void equalSeedsGiveEqualDetectors() throws IOException {
    Path again = folder.resolve("again.zip");
    run(again, "--seed", 3);
    assertArrayEquals(
        ModelBundle.read(model).keywords().weights().get("detector.W"),
        ModelBundle.read(again).keywords().weights().get("detector.W"));
  }

  @Test
  void thresholdOutsideItsRangeIsRefused() {
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "keywords",
            "--data",
            "folder:" + photos,
            "--split",
            "all",
            "--min-keyword-probability",
            "1.5");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--min-keyword-probability must be from 0 to 1"), run.err());
  }
}
