package org.showtell.app.cli.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.bundle.ToyBundle;
import org.showtell.app.cli.CommandRun;

class ModelsCommandTest {
  @TempDir Path folder;
  private Path toy;

  @BeforeEach
  void aModel() throws IOException {
    toy = folder.resolve("toy.zip");
    ToyBundle.write(toy);
  }

  @Test
  void showsTheCard() {
    CommandRun run = CommandRun.of("models", "show", toy);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("# toy"), run.out());
  }

  @Test
  void aModelThatIsNotThereIsExitCodeTwo() {
    CommandRun run = CommandRun.of("models", "show", "no-such-model");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("no-such-model"), run.err());
  }

  @Test
  void verifyNamesWhatIsWrongAndChecksTheRest() throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged.zip"), "no zip");
    CommandRun run = CommandRun.of("models", "verify", damaged, folder.resolve("gone.zip"));
    assertEquals(1, run.exitCode());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("damaged.zip"), run.err());
  }

  @Test
  void aCommandIsNeeded() {
    CommandRun run = CommandRun.of("models");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("showtell models --help"), run.err());
  }
}
