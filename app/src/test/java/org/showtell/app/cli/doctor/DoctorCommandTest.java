package org.showtell.app.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.caption.CaptionerFactory;
import org.showtell.app.caption.FakeCaptioner;
import org.showtell.app.caption.ModelLoadException;
import org.showtell.app.cli.terminal.CommandContext;
import org.showtell.app.cli.terminal.Environment;
import org.showtell.app.cli.terminal.Terminal;
import picocli.CommandLine;

class DoctorCommandTest {
  /** Without names of files outside of ASCII the tests run, and the program should not. */
  private static final boolean NAMES_ALL_FILES =
      System.getProperty("sun.jnu.encoding", "").equalsIgnoreCase("UTF-8");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aMachineThatRunsTheTestsHasWhatIsNeeded() throws IOException {
    Path cache = folder.resolve("cache");
    assertEquals(NAMES_ALL_FILES ? 0 : 1, run(cache, options -> new FakeCaptioner()));
    List<String> lines = lines();
    assertEquals(
        "ok      Java        "
            + Runtime.version()
            + ", "
            + System.getProperty("java.vendor")
            + ", "
            + System.getProperty("java.home"),
        lines.get(0));
    assertEquals(NAMES_ALL_FILES ? "ok" : "MISSING", status(lines, "file names"));
    assertEquals("ok", status(lines, "processor"));
    assertEquals("ok", status(lines, "engine"));
    assertTrue(line(lines, "engine").contains("ND4J, nd4j-"), line(lines, "engine"));
    assertEquals("ok", status(lines, "limits"));
    assertTrue(List.of("ok", "note").contains(status(lines, "memory")));
    assertTrue(List.of("ok", "note").contains(status(lines, "GPU")));
    assertEquals(
        "ok      model       starter: whole, encoder efficientnet-lite2", line(lines, "model"));
    assertEquals("ok      cache       " + cache + " (created when needed)", line(lines, "cache"));
    assertTrue(line(lines, "photos").startsWith("ok      photos      JPEG, PNG, WebP"));
    assertTrue(lines.stream().noneMatch(line -> line.contains("speed")), out.toString());
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aCacheThatCannotBeWrittenIsNotedWithTheWayOut() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    run(file.resolve("below"), options -> new FakeCaptioner());
    List<String> lines = lines();
    int at = lines.indexOf("note    cache       " + file.resolve("below") + ": cannot be written");
    assertTrue(at > 0, out.toString());
    assertTrue(lines.get(at + 1).contains("-> name another folder with SHOWTELL_CACHE"));
  }

  @Test
  void benchMeasuresTheStagesAndWholeRuns() throws IOException {
    assertEquals(NAMES_ALL_FILES ? 0 : 1, run(folder, options -> new FakeCaptioner(), "--bench"));
    List<String> speed = lines().stream().filter(line -> line.contains(" speed  ")).toList();
    String photos = "photos of 12 megapixels: [1-9]\\d*\\.\\d/s with ";
    List<String> expected =
        List.of(
            "loading \\d+ ms; a JPEG of 12 megapixels \\d+\\.\\d ms on one thread",
            "encoder \\d+\\.\\d ms a photo alone, \\d+\\.\\d in batches of 8",
            "search \\d+\\.\\d ms a photo alone, \\d+\\.\\d in batches of 8",
            photos + "--threads \\d --batch-size 8 \\(the defaults\\)",
            photos + "--threads 1 --batch-size 8",
            photos + "--threads \\d+ --batch-size 8",
            photos + "--threads \\d --batch-size 1",
            photos + "--threads \\d --batch-size 16");
    assertEquals(expected.size(), speed.size(), speed::toString);
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(
          speed.get(i).matches("(ok  |note)    speed       " + expected.get(i)), speed.get(i));
    }
    assertTrue(line(lines(), "load").matches("(ok  |note)    load        other programs use .*"));
  }

  @Test
  void whatIsMissingIsSaidByTheExitCodeToo() throws IOException {
    CaptionerFactory broken =
        options -> {
          throw new ModelLoadException("the starter model is damaged");
        };
    assertEquals(1, run(folder, broken, "--bench"));
    assertEquals("MISSING speed       the starter model is damaged", line(lines(), "speed"));
  }

  private int run(Path cache, CaptionerFactory captioners, String... arguments) {
    Environment surroundings =
        new Environment(
            InputStream.nullInputStream(),
            out,
            err,
            Map.of("SHOWTELL_CACHE", cache.toString()),
            false,
            false,
            false,
            80);
    Terminal terminal = new Terminal(surroundings);
    return new CommandLine(
            new DoctorCommand(
                new CommandContext(surroundings, terminal, captioners), Duration.ofMillis(120)))
        .execute(arguments);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static String line(List<String> lines, String topic) {
    return lines.stream()
        .filter(line -> line.length() > 20 && line.substring(8, 20).strip().equals(topic))
        .findFirst()
        .orElseThrow(() -> new AssertionError(topic + " in " + lines));
  }

  private static String status(List<String> lines, String topic) {
    return line(lines, topic).substring(0, 8).strip();
  }
}
