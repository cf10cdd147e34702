package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that die in the middle, and the runs that continue them. */
@Timeout(180)
class KilledRunTest {
  private static final int PHOTOS = 60;

  @TempDir Path folder;
  private Path photos;

  @BeforeEach
  void photos() throws IOException {
    photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < PHOTOS; i++) {
      String content = i % 7 == 3 ? "" : "thing number " + i;
      Files.writeString(photos.resolve(String.format("%03d, \"x\".jpg", i)), content);
    }
  }

  @Test
  void aRunKilledAgainAndAgainEndsWithTheSameJsonLines() throws Exception {
    killedAgainAndAgain("jsonl");
  }

  @Test
  void aRunKilledAgainAndAgainEndsWithTheSameCsv() throws Exception {
    killedAgainAndAgain("csv");
  }

  private void killedAgainAndAgain(String format) throws Exception {
    Path whole = folder.resolve("whole." + format);
    CommandRun.of("caption", photos, "-f", format, "-o", whole);
    Path killed = folder.resolve("killed." + format);
    List<String> arguments =
        List.of(
            "caption",
            photos.toString(),
            "-f",
            format,
            "-o",
            killed.toString(),
            "--append",
            "--batch-size",
            "2");
    long size = Files.size(whole);
    int kills = 0;
    for (long at = size / 8; at < size; at += size / 4) {
      Process process = start(30, arguments);
      while (process.isAlive() && length(killed) < at) {
        Thread.sleep(1);
      }
      if (process.isAlive()) {
        process.destroyForcibly().waitFor(); // SIGKILL
        kills++;
      }
    }
    assertTrue(kills >= 3, "only " + kills + " runs were killed before their end");
    assertTrue(length(killed) < size, "no run was killed before its end");
    Process last = start(0, arguments);
    assertEquals(1, last.waitFor(), "some photos are empty files");
    assertEquals(Files.readString(whole), Files.readString(killed));
  }

  @Test
  void ctrlCFinishesWhatItIsAtAndDies() throws Exception {
    Path file = folder.resolve("out.json");
    Process process =
        start(
            200,
            List.of(
                "caption",
                photos.toString(),
                "-f",
                "json",
                "-o",
                file.toString(),
                "--batch-size",
                "4"));
    // The first failure is named when the first batch is done.
    process.errorReader().readLine();
    // A background job without job control is born deaf to SIGINT, and so are its children.
    boolean deaf = ignoresInterrupts();
    signal(process, deaf ? "TERM" : "INT");
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(deaf ? 143 : 130, process.exitValue());
    int records = new ObjectMapper().readTree(file.toFile()).size();
    assertTrue(records >= 4 && records < PHOTOS, records + " records");
  }

  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0;
      }
    }
    return false;
  }

  @Test
  void killedDocumentsAndSidecarsAreWholeOrNotThere() throws Exception {
    Process process =
        start(50, List.of("caption", photos.toString(), "-f", "sidecar", "--batch-size", "2"));
    Path late = photos.resolve("020, \"x\".txt");
    while (process.isAlive() && !Files.exists(late)) {
      Thread.sleep(1);
    }
    process.destroyForcibly().waitFor();
    int written = 0;
    for (int i = 0; i < PHOTOS; i++) {
      Path text = photos.resolve(String.format("%03d, \"x\".txt", i));
      if (Files.exists(text)) {
        assertEquals("a thing number " + i + "\n", Files.readString(text));
        written++;
      }
    }
    assertTrue(written >= 10 && written < PHOTOS, written + " sidecars");
    Path page = folder.resolve("out.html");
    Process html =
        start(50, List.of("caption", photos.toString(), "-f", "html", "-o", page.toString()));
    html.errorReader().readLine();
    html.destroyForcibly().waitFor();
    assertFalse(Files.exists(page));
  }

  @Test
  void aLineThatDoesNotFitOnTheDiskIsTakenBack() throws Exception {
    Path file = folder.resolve("out.jsonl");
    // A limit on the size of files stands for a full disk: both stop a write in its middle.
    List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 2; exec \"$@\"", "-"));
    limited.addAll(java("caption", photos.toString(), "-f", "jsonl", "-o", file.toString(), "-q"));
    Process process = new ProcessBuilder(limited).start();
    String messages = new String(process.getErrorStream().readAllBytes());
    process.waitFor();
    assumeTrue(Files.exists(file), "no limit on file sizes here: " + messages);
    assertEquals(1, process.exitValue(), messages);
    assertTrue(messages.contains("The captions cannot be saved"), messages);
    String saved = Files.readString(file);
    assertTrue(saved.endsWith("}\n"), saved);
    assertTrue(saved.length() > 1000 && saved.length() <= 2048, saved.length() + " bytes");
    CommandRun.of("caption", photos, "-f", "jsonl", "-o", file, "--append");
    assertEquals(PHOTOS, Files.readString(file).lines().count());
  }

  private static long length(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static Process start(long batchMillis, List<String> arguments) throws IOException {
    List<String> command = java(arguments.toArray(String[]::new));
    command.add(1, "-D" + FakeShowtell.BATCH_MILLIS + "=" + batchMillis);
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static List<String> java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FakeShowtell.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
