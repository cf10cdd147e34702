package org.showtell.app.cli.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.cli.CommandRun;

/** What keeps {@code serve} from serving is told in a line. */
class ServeCommandTest {
  @TempDir Path folder;

  private static String refused(Object... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertEquals(2, run.exitCode(), run.err());
    assertEquals("", run.out());
    return run.err();
  }

  private static String refusedInOneLine(Object... arguments) {
    String message = refused(arguments);
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @Test
  void anAddressThatCannotBeListenedOnIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String message = refusedInOneLine("serve", "--port", taken.getLocalPort());
      assertTrue(message.contains("127.0.0.1:" + taken.getLocalPort() + ": "), message);
      assertTrue(message.contains("choose another"), message);
    }
    String unknown =
        refusedInOneLine("serve", "--host", "no-such-host.invalid", "--token", "12345678");
    assertTrue(unknown.contains("there is no such host"), unknown);
  }

  @Test
  void modelsThatCannotBeLoadedAreNamed() {
    assertTrue(refused("serve", "-m", folder.resolve("no.zip")).contains("no.zip"));
  }

  @Test
  void wrongUsageIsNamed() {
    assertTrue(refused("serve", "--host", "0.0.0.0").contains("give a token"));
    assertTrue(refused("serve", "--token", "short").contains("8 characters"));
    assertTrue(refused("serve", "--token", "with spaces in it").contains("--token"));
    assertTrue(refused("serve", "--port", "70000").contains("65535"));
    assertTrue(refused("serve", "--write").contains("DIR"));
    assertTrue(refused("serve", folder.resolve("nothing")).contains("must be a folder"));
  }
}
