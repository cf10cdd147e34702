package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShowtellTest {
  @Test
  void everyCommandHasHelpWithAnExample() {
    CommandRun top = CommandRun.of("--help");
    assertEquals(0, top.exitCode());
    assertTrue(top.out().contains("Example:"), top.out());
    assertTrue(top.out().contains("caption"), top.out());
    assertEquals("", top.err());
    for (String command : new String[] {"caption", "doctor", "models"}) {
      CommandRun help = CommandRun.of(command, "--help");
      assertEquals(0, help.exitCode(), help.err());
      assertTrue(help.out().contains("showtell " + command), help.out());
      assertTrue(help.out().contains("Example"), help.out());
      assertTrue(
          help.out().lines().allMatch(line -> line.length() <= 80),
          "a line is wider than a terminal: " + help.out());
    }
  }

  @Test
  void tellsItsVersion() {
    CommandRun run = CommandRun.of("--version");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().matches("showtell \\d+\\.\\d+\\.\\d+\\S*\\n"), run.out());
  }

  @Test
  void wrongUsageIsExitCodeTwoWithAHint() {
    CommandRun none = CommandRun.of();
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("showtell --help"), none.err());
    CommandRun misspelt = CommandRun.of("captoin");
    assertEquals(2, misspelt.exitCode());
    assertTrue(misspelt.err().contains("caption"), misspelt.err());
    CommandRun missing = CommandRun.of("caption");
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("PATH"), missing.err());
    assertFalse(missing.err().contains("Exception"), missing.err());
    assertEquals("", missing.out());
  }
}
