package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.app.output.embed.PhotoBytes;
import org.showtell.encoder.file.AtomicFile;
import org.showtell.testing.Slow;

/**
 * Runs that are killed (SIGKILL) at random moments, and continued, and killed again: nothing is
 * lost, doubled or damaged, not even for a moment. {@code -Dshowtell.kills=1000} kills so often;
 * {@code -Dshowtell.kills.seed} repeats a run's moments.
 */
@Slow
class RandomKillsIT {
  private static final int KILLS = Integer.getInteger("showtell.kills", 100);
  private static final long SEED = Long.getLong("showtell.kills.seed", 26);
  private static final int PHOTOS = 60;
  private static final int TOLD = 100;

  /** What is written, and how a killed run of it is continued. */
  private enum Output {
    SIDECAR("-f sidecar --skip-existing"),
    XMP("-f xmp --skip-existing"),
    EMBED("--embed --backup --skip-existing"),
    EMBED_WITHOUT_BACKUP("--embed --no-backup --skip-existing"),
    JSONL("-f jsonl -o out.jsonl --append"),
    EMBED_AND_JSONL("-f jsonl -o out.jsonl --append --embed --backup"),
    CSV("-f csv -o out.csv --append"),
    HTML("-f html -o out.html --overwrite");

    private final String options;

    Output(String options) {
      this.options = options;
    }
  }

  @TempDir Path folder;
  private final Random random = new Random(SEED);

  @Test
  void nothingIsLostDoubledOrDamaged() throws Exception {
    Output[] outputs = Output.values();
    List<Runs> all = new ArrayList<>();
    for (Output output : Arrays.copyOf(outputs, Math.min(outputs.length, KILLS))) {
      all.add(new Runs(output, folder.resolve(output.name())));
    }
    long started = System.nanoTime();
    for (int kill = 0; kill < KILLS; kill++) {
      all.get(kill % all.size()).untilKilled();
      if ((kill + 1) % TOLD == 0) {
        System.out.printf("%d of %d kills%n", kill + 1, KILLS);
      }
    }
    int ended = 0;
    for (Runs runs : all) {
      runs.end();
      ended += runs.ended;
    }
    System.out.printf(
        "%d kills, %d runs ended by themselves or were ended, %.0f s, seed %d%n",
        KILLS, ended, (System.nanoTime() - started) / 1e9, SEED);
  }

  /** The runs of one kind of output, in a folder of their own. */
  private final class Runs {
    private final Output output;
    private final Path place;
    private final Map<String, byte[]> photos = new TreeMap<>();
    private final Map<String, byte[]> complete;
    private final long nanos; // of a run's work
    private int ended;

    Runs(Output output, Path place) throws Exception {
      this.output = output;
      this.place = place;
      for (int i = 0; i < PHOTOS; i++) {
        photos.put("photos/p%03d.jpg".formatted(i), PhotoBytes.jpeg());
      }
      reset();
      Process process = start();
      long ready = System.nanoTime();
      assertEquals(0, process.waitFor(), output + " in one run");
      nanos = System.nanoTime() - ready;
      complete = files();
      assertTrue(
          complete.size() > PHOTOS || output == Output.EMBED_WITHOUT_BACKUP,
          output + " has written something: " + complete.keySet());
      boolean changes = output.options.contains("--embed");
      photos.forEach(
          (name, bytes) -> assertEquals(changes, !Arrays.equals(bytes, complete.get(name)), name));
      reset();
    }

    private void reset() throws IOException {
      if (Files.exists(place)) {
        try (Stream<Path> all = Files.walk(place)) {
          for (Path file : all.sorted((a, b) -> b.compareTo(a)).toList()) {
            Files.delete(file);
          }
        }
      }
      Files.createDirectories(place.resolve("photos"));
      for (Map.Entry<String, byte[]> photo : photos.entrySet()) {
        Files.write(place.resolve(photo.getKey()), photo.getValue());
      }
    }

    /** Starts a run, and returns when its model is there and its work begins. */
    private Process start() throws IOException {
      List<String> arguments = new ArrayList<>(List.of("caption", "photos", "--batch-size", "4"));
      arguments.addAll(List.of(output.options.split(" ")));
      List<String> command = FakeShowtell.command(arguments.toArray(String[]::new));
      command.add(1, "-D" + FakeShowtell.READY + "=true");
      Process process =
          new ProcessBuilder(command)
              .directory(place.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertEquals("ready", process.errorReader().readLine());
      return process;
    }

    /** Continues until a kill has met a run that was at work. */
    void untilKilled() throws Exception {
      while (true) {
        Process process = start();
        boolean done = process.waitFor((long) (random.nextDouble() * nanos), TimeUnit.NANOSECONDS);
        process.destroyForcibly();
        int exitCode = process.waitFor();
        if (!done && exitCode != 0) {
          check();
          return;
        }
        requireComplete(exitCode);
        reset();
      }
    }

    void end() throws Exception {
      requireComplete(start().waitFor());
    }

    private void requireComplete(int exitCode) throws IOException {
      assertEquals(0, exitCode, output + " continued to its end");
      Map<String, byte[]> files = files();
      assertEquals(complete.keySet(), files.keySet(), output + " continued to its end");
      complete.forEach((name, bytes) -> assertArrayEquals(bytes, files.get(name), name));
      ended++;
    }

    /** What is there after a kill: each file as before or complete; lines as far as they go. */
    private void check() throws IOException {
      Map<String, byte[]> files = files();
      assertTrue(files.keySet().containsAll(photos.keySet()), output + " has lost a photo");
      files.forEach(
          (name, bytes) -> {
            byte[] whole = complete.get(name);
            assertTrue(whole != null, output + " has left " + name);
            boolean grows = name.startsWith("out.") && output != Output.HTML;
            boolean right =
                Arrays.equals(bytes, whole)
                    || Arrays.equals(bytes, photos.get(name))
                    || grows && Arrays.equals(bytes, Arrays.copyOf(whole, bytes.length));
            assertTrue(
                right,
                () -> output + " " + name + ": " + new String(bytes, StandardCharsets.ISO_8859_1));
            if (output.options.contains(" --backup")
                && name.endsWith(".jpg")
                && !Arrays.equals(bytes, photos.get(name))) {
              assertTrue(files.containsKey(name + ".bak"), name + " was changed without a backup");
            }
          });
    }

    /** All files with their contents, without those that a killed run left unfinished. */
    private Map<String, byte[]> files() throws IOException {
      Map<String, byte[]> files = new TreeMap<>();
      try (Stream<Path> all = Files.walk(place)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          if (!AtomicFile.isUnfinished(file.getFileName().toString())) {
            files.put(place.relativize(file).toString(), Files.readAllBytes(file));
          }
        }
      }
      return files;
    }
  }
}
