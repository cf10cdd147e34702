package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.testing.Slow;

class SequenceCommandsTest {
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  @TempDir Path folder;

  /** Each 29th day, in an order that is not that of time. */
  private Path dates(String name) throws IOException {
    StringBuilder text = new StringBuilder("no pair\n");
    for (int i = 0; i < 1000; i++) {
      LocalDate day = LocalDate.of(1960, 1, 1).plusDays(i * 7919L % 29_000);
      text.append(LONG.format(day)).append('\t').append(day).append('\n');
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private static double exact(CommandRun trained) {
    Matcher best = Pattern.compile("best dev exact ([0-9.]+) at").matcher(trained.err());
    assertTrue(best.find(), trained.err());
    return Double.parseDouble(best.group(1));
  }

  @Test
  @Slow
  void datesAreWrittenInAnotherForm() throws IOException {
    Path model = folder.resolve("dates.zip");
    CommandRun trained =
        CommandRun.of(
            "train",
            "sequence",
            "--data",
            "pairs:" + dates("dates.tsv"),
            "--attention",
            "--bidirectional",
            "--units",
            "64",
            "--embedding",
            "32",
            "--batch-size",
            "8",
            "--learning-rate",
            "0.008",
            "--epochs",
            "6",
            "-o",
            model);
    assertEquals(0, trained.exitCode(), trained.err());
    assertTrue(trained.err().contains("1 line left out"), trained.err());
    assertTrue(exact(trained) >= 0.9, trained.err());
    CommandRun run =
        CommandRun.of("sample", model, "--prompt", "12 March 2024\n3 July 1999", "-b", "2");
    assertEquals("2024-03-12\n1999-07-03\n", run.out(), run.err());
    CommandRun noPrompt = CommandRun.of("sample", model);
    assertEquals(2, noPrompt.exitCode());
    CommandRun captions = CommandRun.of("models", "show", model);
    assertEquals(2, captions.exitCode());
    assertTrue(captions.err().contains("turns texts into texts"), captions.err());
  }

  @Test
  void wrongUseIsNamed() throws IOException {
    Path pairs = Files.writeString(folder.resolve("p.tsv"), "a\tb\nc\td\n");
    CommandRun both =
        CommandRun.of(
            "train",
            "sequence",
            "--data",
            "pairs:" + pairs,
            "--reverse",
            "--bidirectional",
            "-o",
            folder.resolve("x.zip"));
    assertEquals(2, both.exitCode());
    CommandRun few =
        CommandRun.of(
            "train", "sequence", "--data", "pairs:" + pairs, "-o", folder.resolve("x.zip"));
    assertEquals(2, few.exitCode());
    assertTrue(few.err().contains("pairs to measure on"), few.err());
    CommandRun text =
        CommandRun.of(
            "train", "sequence", "--data", "text:" + pairs, "-o", folder.resolve("x.zip"));
    assertTrue(text.err().contains("--data must be pairs:"), text.err());
  }
}
