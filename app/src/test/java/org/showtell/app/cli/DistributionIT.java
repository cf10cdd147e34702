package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.testing.Slow;

/** The archive with its own Java, unpacked in a read-only folder with a space in its name. */
@Timeout(300)
@Slow
class DistributionIT {
  @TempDir Path folder;

  @Test
  void whatIsUnpackedCaptionsItsSamples() throws Exception {
    Path archive = archive();
    Path place = Files.createDirectory(folder.resolve("un packed"));
    run("tar", "xzf", archive.toString(), "-C", place.toString());
    run("chmod", "-R", "a-w", place.toString());
    try (Stream<Path> unpacked = Files.list(place)) {
      Path root = unpacked.findFirst().orElseThrow();
      String out = run(root + "/showtell", "caption", "-q", root + "/samples");
      assertEquals(13, out.lines().count(), out);
      assertTrue(out.contains("cat.jpg\ta cat"), out);
      assertTrue(run(root + "/showtell", "doctor").contains(root + "/java"));
      // Java's own classes and ours, parsed once.
      assertTrue(classArchives().allMatch(size -> size > 1_000_000), "each is whole");
      assertEquals(2, classArchives().count());
    } finally {
      run("chmod", "-R", "u+w", place.toString());
    }
  }

  private LongStream classArchives() throws IOException {
    try (Stream<Path> cached = Files.walk(folder.resolve("cache"))) {
      List<Path> archives = cached.filter(file -> file.toString().endsWith(".jsa")).toList();
      return archives.stream().mapToLong(file -> file.toFile().length());
    }
  }

  private static Path archive() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      List<Path> archives =
          files
              .filter(file -> file.toString().endsWith(".tar.gz"))
              .filter(file -> !file.toString().endsWith("-plain.tar.gz"))
              .toList();
      assumeTrue(!archives.isEmpty(), "no archive was made: mvn -Pdist makes one");
      return archives.get(0).toAbsolutePath();
    }
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path messages = folder.resolve("messages");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(messages.toFile());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("JAVA_HOME", "/no/such/jdk");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> String.join(" ", command) + read(messages));
    return out;
  }

  private static String read(Path file) {
    try {
      return ": " + Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
