package org.showtell.app.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void dataAndMessagesGoAboveTheLineOfProgress() throws IOException {
    Terminal terminal = terminal(true);
    terminal.status("50%");
    terminal.data().write("a.jpg\ta dog\n".getBytes(StandardCharsets.UTF_8));
    terminal.note("b.jpg: no");
    terminal.status("");
    String erase = "\r\u001b[K";
    assertEquals(
        erase + "50%" + erase + "a.jpg\ta dog\n" + "50%" + erase + "b.jpg: no\n" + "50%" + erase,
        screen.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aNameCannotSendEscapesToTheScreen() {
    terminal(true).error("\u001b[31mred\u0007.jpg: no");
    assertEquals("\\u001b[31mred\\u0007.jpg: no\n", screen.toString(StandardCharsets.UTF_8));
  }

  @Test
  void progressIsForAPersonWhoWantsIt() {
    assertTrue(terminal(true).showsProgress());
    assertFalse(terminal(false).showsProgress());
    Terminal quiet = terminal(true);
    quiet.setVerbosity(Terminal.Verbosity.QUIET);
    assertFalse(quiet.showsProgress());
  }

  @Test
  void aBarShowsRateAndRest() throws Exception {
    Terminal terminal = terminal(true);
    try (Progress progress = new Progress(terminal)) {
      progress.begin("Captioning", " photos", 1, 0, -1);
      progress.total(4);
      progress.leaveOut();
      progress.step();
      Thread.sleep(700);
    }
    String shown = screen.toString(StandardCharsets.UTF_8);
    assertTrue(shown.contains("Captioning"), shown);
    assertTrue(shown.contains("1/3 photos"), shown);
    assertTrue(shown.contains("photos/s"), shown);
    assertTrue(shown.endsWith("\r\u001b[K"), "the line goes when the work is done: " + shown);
    assertTrue(shown.lines().allMatch(line -> line.replace("\u001b[K", "").length() < 80), shown);
  }

  private Terminal terminal(boolean isTerminal) {
    return new Terminal(
        new Environment(
            InputStream.nullInputStream(),
            screen,
            screen,
            Map.of(),
            isTerminal,
            isTerminal,
            isTerminal,
            80));
  }
}
