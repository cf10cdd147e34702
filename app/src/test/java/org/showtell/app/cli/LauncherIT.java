package org.showtell.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout that has only what it looks at, with a Maven and a Java that only
 * write down how they were called.
 */
@Timeout(120)
class LauncherIT {
  private static final String FAKE_JAVA =
      """
      #!/usr/bin/env bash
      for argument; do
        case $argument in -XX:ArchiveClassesAtExit=*) echo archive > "${argument#*=}"; exit;; esac
      done
      echo "LC_ALL=${LC_ALL:-}"
      echo "TERMINALS=$SHOWTELL_TERMINALS"
      for argument; do echo "<$argument>"; done
      cat
      exit 7
      """;

  private static final String FAKE_MAVEN =
      """
      #!/usr/bin/env bash
      case $1 in -v) echo "Apache Maven ${FAKE_MAVEN_VERSION:-3.9.1}"; exit;; esac
      echo "$*" >> "%s"
      [ "${FAKE_MAVEN_FAILS:-}" ] && echo "the compiler says no" && exit 1
      sleep "${FAKE_MAVEN_SECONDS:-0}"
      mkdir -p app/target/lib
      touch app/target/showtell-app-0.1.0.jar app/target/lib/a.jar app/target/lib/b.jar
      cat
      """;

  @TempDir Path folder;
  private Path root;
  private Path calls;
  private Path bin;

  @BeforeEach
  void aCheckout() throws IOException {
    Path launcher = Path.of(System.getProperty("user.dir")).resolveSibling("showtell");
    assumeTrue(Files.isRegularFile(launcher), "the launcher is not beside this module");
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash on this machine");
    root = Files.createDirectory(folder.resolve("check out"));
    calls = folder.resolve("calls");
    script(root.resolve("showtell"), Files.readString(launcher));
    bin = Files.createDirectories(folder.resolve("jdk/bin"));
    script(bin.resolve("java"), FAKE_JAVA);
    script(bin.resolve("javac"), "#!/bin/sh\n");
    script(bin.resolve("mvn"), String.format(FAKE_MAVEN, calls));
    Files.writeString(bin.resolveSibling("release"), "JAVA_VERSION=\"17.0.9\"\n");
    for (String module : new String[] {"app", "encoder"}) {
      Files.createDirectories(root.resolve(module).resolve("src/main/java"));
      Files.createFile(root.resolve(module).resolve("pom.xml"));
    }
    Files.createFile(root.resolve("pom.xml"));
    Files.createFile(root.resolve("app/src/main/java/A.java"));
    age(root);
  }

  @Test
  void buildsOnceAndPassesEverythingOn() throws Exception {
    Run first = run(Map.of(), "a.jpg\n", "caption", "with space", "*");
    assertEquals(7, first.exitCode, first.err);
    assertTrue(first.err.contains("first build"), first.err);
    String called = Files.readString(calls);
    assertEquals("-o -q -B -Plauncher -DskipTests -pl app -am package\n", called);
    assertTrue(first.out.endsWith("<caption>\n<with space>\n<*>\na.jpg\n"), first.out);
    assertTrue(first.out.contains("<-Xmx1g>"), first.out);
    assertTrue(first.out.contains("<org.showtell.app.cli.Showtell>"), first.out);
    String target = root.resolve("app/target").toString();
    assertTrue(
        first.out.contains(
            "<"
                + target
                + "/showtell-app-0.1.0.jar:"
                + target
                + "/lib/a.jar:"
                + target
                + "/lib/b.jar>"),
        first.out);
    Run second = run(Map.of(), "", "caption");
    assertEquals(called, Files.readString(calls), "it was built again");
    assertEquals("", second.err);
    assertTrue(second.out.contains("-XX:SharedArchiveFile="), second.out);
  }

  @Test
  void buildsAgainWhenASourceHasChanged() throws Exception {
    run(Map.of(), "", "caption");
    Files.writeString(root.resolve("encoder/src/main/java/New.java"), "class New {}");
    future(root.resolve("encoder/src/main/java/New.java"));
    Run run = run(Map.of(), "", "caption");
    assertEquals(2, Files.readAllLines(calls).size());
    assertTrue(run.err.contains("the sources have changed"), run.err);
    future(root.resolve("app/pom.xml"));
    run(Map.of(), "", "caption");
    assertEquals(3, Files.readAllLines(calls).size());
  }

  @Test
  void aClosedStandardInputIsAnEmptyOne() throws Exception {
    Files.writeString(root.resolve("closed"), "./showtell caption - <&-");
    Run run = run(root, Map.of(), "a.jpg\n", "bash", "closed");
    assertEquals(7, run.exitCode, run.err);
    assertTrue(run.out.endsWith("<caption>\n<->\n"), run.out);
    assertFalse(run.err.contains("cat:"), run.err);
  }

  @Test
  void worksThroughLinksFromAnyFolder() throws Exception {
    Path links = Files.createDirectories(folder.resolve("links/deep"));
    Files.createSymbolicLink(links.resolve("first"), root.resolve("showtell"));
    Files.createSymbolicLink(folder.resolve("second"), Path.of("links/deep/first"));
    Run run = run(folder, Map.of("CDPATH", "/"), "", "./second", "--help");
    assertEquals(7, run.exitCode, run.err);
    assertTrue(run.out.contains(root + "/app/target"), run.out);
  }

  @Test
  void anUnpackedProgramStartsWithItsOwnJavaAndWritesNothingBesideIt() throws Exception {
    Path packed = Files.createDirectory(folder.resolve("un packed"));
    Path cache = folder.resolve("cache");
    Files.copy(root.resolve("showtell"), packed.resolve("showtell"));
    Files.createFile(packed.resolve("showtell.jar"));
    Path own = Files.createDirectories(packed.resolve("java/bin"));
    script(own.resolve("java"), FAKE_JAVA.replace("echo \"LC_ALL", "echo own; echo \"LC_ALL"));
    Files.writeString(own.resolveSibling("release"), "JAVA_VERSION=\"17.0.9\"\n");
    Map<String, String> environment =
        Map.of("XDG_CACHE_HOME", cache.toString(), "JAVA_HOME", "/no/such/jdk");
    String launcher = packed + "/showtell";
    Run run = run(folder, environment, "", launcher, "caption", "a b.jpg");
    assertEquals(7, run.exitCode, run.err);
    assertTrue(run.out.startsWith("own\n"), run.out);
    assertTrue(run.out.contains("<-cp>\n<" + packed + "/showtell.jar>\n"), run.out);
    assertTrue(run.out.endsWith("<caption>\n<a b.jpg>\n"), run.out);
    assertTrue(run.out.contains("<-XX:SharedArchiveFile=" + cache), run.out);
    try (var files = Files.list(packed)) {
      assertEquals(3, files.count());
    }
    Files.move(packed.resolve("java"), folder.resolve("java"));
    Run plain = run(folder, Map.of("XDG_CACHE_HOME", cache.toString()), "", launcher, "caption");
    assertEquals(7, plain.exitCode, plain.err);
    assertFalse(plain.out.contains("own"), plain.out);
    assertFalse(Files.exists(calls), "there is nothing to build");
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Map<String, String> slow = Map.of("FAKE_MAVEN_SECONDS", "1");
    Process first = start(folder, slow, root + "/showtell", "caption");
    Process second = start(folder, slow, root + "/showtell", "caption");
    first.getOutputStream().close();
    second.getOutputStream().close();
    assertTrue(first.waitFor(60, TimeUnit.SECONDS));
    assertTrue(second.waitFor(60, TimeUnit.SECONDS));
    assertEquals(7, first.exitValue());
    assertEquals(7, second.exitValue());
    assertEquals(1, Files.readAllLines(calls).size());
  }

  @Test
  void namesWhatIsMissingToBuild() throws Exception {
    Files.delete(bin.resolve("javac"));
    assertRefused("no compiler", Map.of());
    Files.delete(bin.resolve("mvn"));
    assertRefused("no Maven", Map.of());
    Files.writeString(bin.resolveSibling("release"), "JAVA_VERSION=\"11.0.2\"\n");
    assertRefused("is Java 11", Map.of());
    assertRefused("JAVA_HOME is /no/such/jdk", Map.of("JAVA_HOME", "/no/such/jdk"));
  }

  @Test
  void refusesAnOldMaven() throws Exception {
    assertRefused("Maven 3.6 is too old", Map.of("FAKE_MAVEN_VERSION", "3.6.3"));
  }

  @Test
  void aBuildThatFailsIsShownAndIsExitCodeTwo() throws Exception {
    Run run = run(Map.of("FAKE_MAVEN_FAILS", "yes"), "", "caption");
    assertEquals(2, run.exitCode);
    assertEquals("", run.out);
    assertTrue(run.err.contains("the compiler says no"), run.err);
  }

  @Test
  void withoutMavenTheBuildThatIsThereIsUsed() throws Exception {
    run(Map.of(), "", "caption");
    future(root.resolve("app/src/main/java/A.java"));
    Files.delete(bin.resolve("mvn"));
    Run run = run(Map.of(), "", "caption");
    assertEquals(7, run.exitCode);
    assertTrue(run.err.contains("using the build that is there"), run.err);
  }

  @Test
  void optionsOfTheUserComeLast() throws Exception {
    Run run = run(Map.of("SHOWTELL_JAVA_OPTS", "-Xmx3g  -Da=b"), "", "caption");
    assertTrue(run.out.contains("<-Xmx3g>\n<-Da=b>\n<-cp>"), run.out);
    assertTrue(run.out.indexOf("<-Xmx1g>") < run.out.indexOf("<-Xmx3g>"), run.out);
  }

  @Test
  void theLocaleIsMadeToNameAllFiles() throws Exception {
    assertTrue(run(Map.of("LC_ALL", "C"), "", "x").out.contains("UTF-8"));
    assertTrue(run(Map.of("LC_ALL", "C.UTF-8"), "", "x").out.contains("LC_ALL=C.UTF-8"));
  }

  @Test
  void saysThatNothingIsATerminal() throws Exception {
    assertTrue(run(Map.of(), "", "x").out.contains("TERMINALS=none"));
  }

  private void assertRefused(String expected, Map<String, String> environment) throws Exception {
    Run run = run(environment, "", "caption");
    assertEquals(2, run.exitCode, run.out);
    assertTrue(run.err.contains(expected), run.err);
    assertEquals("", run.out);
    assertFalse(Files.exists(calls));
  }

  private record Run(int exitCode, String out, String err) {}

  private Run run(Map<String, String> environment, String stdin, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(root + "/showtell"));
    command.addAll(List.of(arguments));
    return run(folder, environment, stdin, command.toArray(String[]::new));
  }

  private Run run(Path from, Map<String, String> environment, String stdin, String... command)
      throws Exception {
    Process process = start(from, environment, command);
    process.getOutputStream().write(stdin.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private Process start(Path from, Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().keySet().removeIf(n -> n.startsWith("SHOWTELL") || n.equals("JAVA_HOME"));
    builder.environment().put("PATH", bin + ":" + path());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Where the usual tools are, and no Maven: the one of this machine is hidden. */
  private String path() throws IOException {
    Path tools = folder.resolve("tools");
    if (!Files.exists(tools)) {
      Files.createDirectory(tools);
      for (String tool :
          "bash sh cat find head sed grep mkdir touch rm rmdir mv sleep flock locale readlink env stty cksum cut"
              .split(" ")) {
        for (String place : new String[] {"/bin/", "/usr/bin/", "/usr/local/bin/"}) {
          Path found = Path.of(place + tool);
          if (Files.exists(found) && !Files.exists(tools.resolve(tool))) {
            Files.createSymbolicLink(tools.resolve(tool), found);
          }
        }
      }
    }
    return tools.toString();
  }

  private static void script(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  // Sources are older than what is built from them, also where the clock ticks in seconds.
  private static void age(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() - 60_000));
      }
    }
  }

  private static void future(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 2_000));
  }
}
