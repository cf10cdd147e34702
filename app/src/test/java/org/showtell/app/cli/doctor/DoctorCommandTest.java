package org.showtell.app.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.showtell.app.cli.CommandRun;

class DoctorCommandTest {
  @Test
  void saysWhatIsUsedAndWhatIsMissing() {
    CommandRun run = CommandRun.with(Map.of("SHOWTELL_CACHE", "/no/such/place"), "", "doctor");
    for (String topic :
        new String[] {"Java", "file names", "processor", "engine", "memory", "GPU", "model"}) {
      assertTrue(run.out().contains(" " + topic + " "), topic + " in " + run.out());
    }
    assertTrue(run.out().contains("/no/such/place"), run.out());
    boolean missing = run.out().contains("MISSING");
    assertEquals(missing ? 1 : 0, run.exitCode());
    assertEquals("", run.err());
  }
}
