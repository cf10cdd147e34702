package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.showtell.testing.Slow;

/** Real processes that die in the middle, and the runs that continue them. */
@Timeout(180)
@Slow
class KilledRunIT {
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
    for (int kill = 0; kill < 4; kill++) {
      long before = lines(killed);
      // The model hangs at the sixth batch of two photos: the run cannot end before its death.
      Process process = start(FakeShowtell.BATCHES, 5, arguments);
      await(process, () -> lines(killed) >= before + 6);
      process.destroyForcibly().waitFor(); // SIGKILL
      long length = Files.size(killed);
      assertTrue(length < Files.size(whole), "killed before its end");
      // A run that dies while it writes leaves half a line.
      try (FileChannel file = FileChannel.open(killed, StandardOpenOption.WRITE)) {
        file.truncate(length - kill * 7);
      }
    }
    Process last = start(FakeShowtell.BATCH_MILLIS, 0, arguments);
    assertEquals(1, last.waitFor(), "some photos are empty files");
    assertEquals(Files.readString(whole), Files.readString(killed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "jsonl"})
  void ctrlCFinishesWhatItIsAtAndDies(String format) throws Exception {
    Path file = folder.resolve("out." + format);
    Process process =
        start(
            FakeShowtell.BATCH_MILLIS,
            200,
            List.of(
                "caption",
                photos.toString(),
                "-f",
                format,
                "-o",
                file.toString(),
                "--batch-size",
                "4"));
    // The first failure is named when a batch is done.
    process.errorReader().readLine();
    // A background job without job control is born deaf to SIGINT, and so are its children.
    boolean deaf = ignoresInterrupts();
    signal(process, deaf ? "TERM" : "INT");
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(deaf ? 143 : 130, process.exitValue());
    boolean document = format.equals("json");
    long records = document ? new ObjectMapper().readTree(file.toFile()).size() : lines(file);
    assertTrue(records >= 4 && records < PHOTOS, records + " records");
    List<String> messages = process.errorReader().lines().toList();
    int last = messages.size() - 1;
    assertTrue(messages.get(last - 1).endsWith("; stopped before the end"), messages::toString);
    assertTrue(
        messages
            .get(last)
            .startsWith(document ? "It cannot go on" : "The same command goes on from here with"),
        messages::toString);
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
    // The model hangs at the thirteenth batch of two photos.
    Process process =
        start(
            FakeShowtell.BATCHES,
            12,
            List.of("caption", photos.toString(), "-f", "sidecar", "--batch-size", "2"));
    await(process, () -> Files.exists(photos.resolve("020, \"x\".txt")));
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
    // The failure is in the third batch, since the first ones are small.
    Process html =
        start(
            FakeShowtell.BATCHES,
            3,
            List.of("caption", photos.toString(), "-f", "html", "-o", page.toString()));
    html.errorReader().readLine(); // the first failure
    html.destroyForcibly().waitFor();
    assertFalse(Files.exists(page));
  }

  @Test
  void aLineThatDoesNotFitOnTheDiskIsTakenBack() throws Exception {
    Path file = folder.resolve("out.jsonl");
    // A limit on the size of files stands for a full disk: both stop a write in its middle.
    List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 2; exec \"$@\"", "-"));
    limited.addAll(
        FakeShowtell.command(
            "caption", photos.toString(), "-f", "jsonl", "-o", file.toString(), "-q"));
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

  /** A state of the files that another process brings about. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Process process, Condition condition) throws Exception {
    while (!condition.holds()) {
      assertTrue(process.isAlive(), "the run ended before it was killed");
      Thread.sleep(5);
    }
    assertTrue(process.isAlive(), "the run ended before it was killed");
  }

  private static long lines(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readString(file).chars().filter(character -> character == '\n').count()
        : 0;
  }

  private static Process start(String property, long value, List<String> arguments)
      throws IOException {
    List<String> command = FakeShowtell.command(arguments.toArray(String[]::new));
    command.add(1, "-D" + property + "=" + value);
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
