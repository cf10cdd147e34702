package org.showtell.app.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

class PropertyNamesTest {
  @Command(name = "test")
  private static final class Options {
    @Option(names = {"-b", "--num-beams"})
    private int numBeams;

    @Option(names = "--min-keyword-probability")
    private double minKeywordProbability;

    @Option(names = "--temperature")
    private double temperature;

    @Option(names = "--every", converter = TimeSpan.class)
    private Duration every;

    @Option(names = "--overwrite", negatable = true)
    private boolean overwrite;

    @Option(names = {"--per-image", "--per-question"})
    private String file;
  }

  private final PropertyNames names =
      new PropertyNames(CommandSpec.forAnnotatedObject(new Options()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numBeams must be at least 1, but got 0 | --num-beams must be at least 1, but got 0",
        "captions.csv exists: use numBeams=4 | captions.csv exists: use --num-beams=4",
        "4 captions need as many hypotheses (numBeams) | 4 captions need as many hypotheses (--num-beams)",
        "minKeywordProbability: NaN | --min-keyword-probability: NaN",
        "perQuestion and perImage | --per-question and --per-image",
        "temperature must be positive | --temperature must be positive",
        "overwrite: false | --overwrite: false",
        "a.txt exists already: perImage keeps it, overwrite replaces it | a.txt exists already: --per-image keeps it, --overwrite replaces it"
      })
  void aPropertyIsShownAsTheFlagOfItsOption(String message, String shown) {
    assertEquals(shown, names.asFlags(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--temperature=0|temperature must be above 0, but got 0.0|--temperature must be above 0, but got 0",
        "-b=007|numBeams must be at most 5, but got 7; use 5|--num-beams must be at most 5, but got 007; use 5",
        "--temperature=0|numBeams must be at least 1, but got 0.0|--num-beams must be at least 1, but got 0.0",
        "--every=0s|every must be at least a millisecond, but got PT0S|--every must be at least a"
            + " millisecond, but got 0s"
      })
  void aValueIsShownAsItWasTyped(String typed, String message, String shown) {
    CommandSpec command = CommandSpec.forAnnotatedObject(new Options());
    new CommandLine(command).parseArgs(typed);
    assertEquals(shown, new PropertyNames(command).asTyped(message));
  }

  /** A word of English, a part of a name, a flag as it is, and another command's property. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "at a higher temperature, words are drawn",
        "name another output, or overwrite it",
        "numBeamsAtMost must be 3",
        "/home/me/numBeams/a.jpg: not an image",
        "numBeams.txt: not an image",
        "config.numBeams is missing",
        "my-numBeams-file: not found",
        "--num-beams must be at least 1",
        "--temperature must be positive",
        "topK must be at least 0",
        "NumBeams",
        ""
      })
  void otherWordsStay(String message) {
    assertEquals(message, names.asFlags(message));
  }

  @Test
  void aFullStopBehindThePropertyIsNoFileName() {
    assertEquals("raise --num-beams.", names.asFlags("raise numBeams."));
  }
}
