package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageCommandsTest {
  @TempDir static Path folder;
  private static Path model;
  private static CommandRun trained;

  @BeforeAll
  static void train() throws IOException {
    Path text = Files.writeString(folder.resolve("hello.txt"), "hello\n".repeat(40));
    model = folder.resolve("hello.zip");
    trained =
        CommandRun.of(
            "train",
            "language",
            "--data",
            "text:" + text,
            "-o",
            model,
            "--cell",
            "gru",
            "--layers",
            "2",
            "--skip",
            "--units",
            "16",
            "--embedding",
            "8",
            "--steps",
            "6",
            "--batch-size",
            "1",
            "--dropout",
            "0",
            "--learning-rate",
            "0.03",
            "--epochs",
            "3",
            "--held-out",
            "0.3",
            "--sample-every",
            "300");
  }

  @Test
  void aFileThatIsNoModelIsNotReplaced() throws IOException {
    Path photo = Files.writeString(folder.resolve("photo.zip"), "not a model");
    CommandRun run =
        CommandRun.of(
            "train",
            "language",
            "--data",
            "text:" + folder.resolve("hello.txt"),
            "-o",
            photo,
            "--epochs",
            1);
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--output must be a new file, or a model"), run.err());
    assertEquals("not a model", Files.readString(photo));
  }

  @Test
  void trainingPrintsPerplexityAndSamples() {
    assertEquals(0, trained.exitCode(), trained.err());
    assertTrue(trained.err().contains("dev perplexity 1."), trained.err());
    assertTrue(trained.err().contains("---- sample ----"), trained.err());
    assertEquals("", trained.out());
  }

  @Test
  void sampleGoesOnWithThePrompt() {
    CommandRun run =
        CommandRun.of(
            "sample", model, "--prompt", "hello\nhe", "--length", "9", "--temperature", "0.2");
    assertEquals("llo\nhello\n", run.out(), run.err());
    assertEquals(
        run.out(),
        CommandRun.of(
                "sample", model, "--prompt", "hello\nhe", "--length", "9", "--temperature", "0.2")
            .out());
  }

  @Test
  void inspectionFindsCellsAndColoursTheText() throws IOException {
    Path text = Files.writeString(folder.resolve("read.txt"), "hello\nhello\n");
    Path page = folder.resolve("cells.html");
    CommandRun run =
        CommandRun.of(
            "sample", model, "--inspect", text, "--find", "regex:l+", "--top", "2", "-o", page);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(2, run.err().split("regex:l\\+: cell").length - 2, run.err());
    assertEquals("hello\nhello\n\n", run.out().replaceAll("\u001b\\[[0-9;]*m", ""));
    String html = Files.readString(page);
    assertEquals(24, html.split("<span").length - 1);
  }

  @Test
  void modelThatWritesNoTextIsRefusedAndOneThatDoesCaptionsNothing() throws IOException {
    CommandRun noFind = CommandRun.of("sample", model, "--find", "quote");
    assertEquals(2, noFind.exitCode());
    CommandRun missing = CommandRun.of("sample", folder.resolve("none.zip"));
    assertEquals(2, missing.exitCode());
    CommandRun captions = CommandRun.of("models", "show", model);
    assertEquals(2, captions.exitCode());
    assertTrue(captions.err().contains("this is a language model"), captions.err());
  }

  @Test
  void optionsThatContradictEachOtherAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("more.txt"), "hello");
    CommandRun run =
        CommandRun.of(
            "train",
            "language",
            "--data",
            "text:" + text,
            "-o",
            model,
            "--cell",
            "mut1",
            "--units",
            "8",
            "--embedding",
            "4");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("MUT1"), run.err());
    CommandRun wrong =
        CommandRun.of("train", "language", "--data", "text:" + text, "-o", model, "--cell", "x");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.err().contains("leaky-fixed"), wrong.err());
  }
}
