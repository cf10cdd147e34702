package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataWeightsTest {
  @TempDir private Path folder;

  private CommandRun train(String task, String... more) {
    Object[] all = new Object[more.length + 8];
    Object[] first = {
      "train",
      task,
      "--data",
      "captions:folder:a",
      "--data",
      "captions:folder:b",
      "-o",
      folder.resolve("m.zip")
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return CommandRun.with(Map.of("SHOWTELL_CACHE", folder.toString()), "", all);
  }

  @ParameterizedTest
  @CsvSource({"caption,1", "vqa,1", "vqa,'1,2,3'"})
  void thereIsAWeightForEachDataSet(String task, String weights) {
    CommandRun run = train(task, "--data-weights", weights);
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains("a weight for each of the 2 data sets"), run.err());
    assertTrue(run.err().contains("--data-weights must have"), run.err());
  }

  @ParameterizedTest
  @CsvSource({"caption,'1,-1'", "vqa,'0,0'", "vqa,'1,NaN'"})
  void weightsThatNothingCanBeDrawnByAreRefused(String task, String weights) {
    CommandRun run = train(task, "--data-weights", weights);
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains("--data-weights must be numbers from 0 to 1000"), run.err());
  }

  @ParameterizedTest
  @CsvSource({"--schedule,linear", "--weight-decay,1"})
  void settingsThatDoNotExistAreRefused(String option, String value) {
    assertEquals(2, train("vqa", option, value).exitCode());
  }
}
