package org.showtell.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.showtell.testing.Slow;

/** The examples of docs/server.md, run as they stand but for the port. */
@Timeout(120)
class DocumentedCallsTest {
  private static final Path PAGE = Path.of("..", "docs", "server.md");
  private static final Path SAMPLES = Path.of("..", "samples");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(sh|python|java)\\n(.*?)^```$");
  private static final String ADDRESS = "127.0.0.1:7070";

  @TempDir static Path folder;

  private static ShowtellServer server;

  private record Example(String language, String code) {
    @Override
    public String toString() {
      return language + ": " + code.lines().findFirst().orElse("");
    }
  }

  @BeforeAll
  static void start() throws Exception {
    Files.copy(SAMPLES.resolve("cat.jpg"), folder.resolve("photo.jpg"));
    Files.copy(SAMPLES.resolve("motorcycle.jpg"), folder.resolve("other.jpg"));
    Files.copy(SAMPLES.resolve("clip.mp4"), folder.resolve("clip.mp4"));
    server =
        ShowtellServer.start(
            new ServerConfig(
                List.of("starter"),
                new ServerConfig.Address("127.0.0.1", 0, Optional.empty()),
                new ServerConfig.Limits(64 << 20, 1 << 30, 256, 8, Duration.ofSeconds(60)),
                Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    Matcher fence = FENCE.matcher(Files.readString(PAGE));
    while (fence.find()) {
      examples.add(new Example(fence.group(1), fence.group(2)));
    }
    return examples.stream();
  }

  @Test
  void thePageHasExamplesInEachLanguage() throws IOException {
    assertEquals(5, examples().filter(one -> one.language().equals("sh")).count());
    assertEquals(1, examples().filter(one -> one.language().equals("python")).count());
    assertEquals(1, examples().filter(one -> one.language().equals("java")).count());
  }

  @ParameterizedTest
  @MethodSource("examples")
  @Slow
  void anExampleDoesWhatItSays(Example example) throws Exception {
    String code = example.code();
    assertTrue(code.contains(ADDRESS), code);
    code = code.replace(ADDRESS, "127.0.0.1:" + server.port());
    String said =
        switch (example.language()) {
          case "sh" -> {
            assumeTrue(exists("curl"), "there is no curl");
            yield run(List.of("sh", "-e", "-c", code.replace("curl ", "curl -sS -f ")));
          }
          case "python" -> {
            assumeTrue(exists("python3"), "there is no Python");
            yield run(List.of("python3", file("example.py", code)));
          }
          default ->
              run(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx256m",
                      file("Captions.java", code)));
        };
    if (code.contains("clip.mp4")) {
      assertTrue(said.contains("cows"), said);
    }
    if (code.contains("photo.jpg")) {
      assertTrue(said.contains("cat"), said);
    }
    if (code.contains("other.jpg")) {
      assertTrue(said.contains("motorcycle"), said);
    }
  }

  private static boolean exists(String program) {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private static String file(String name, String code) throws IOException {
    return Files.writeString(folder.resolve(name), code).getFileName().toString();
  }

  private static String run(List<String> command) throws Exception {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), command.toString());
    String said = Files.readString(out);
    assertEquals(0, process.exitValue(), said);
    return said;
  }
}
