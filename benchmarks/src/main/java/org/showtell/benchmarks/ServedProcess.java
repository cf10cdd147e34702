package org.showtell.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program as a process of its own, with the options that the launcher gives it. */
final class ServedProcess implements AutoCloseable {
  /** Bound on ND4J's native memory: its default is the heap's size. */
  static final String NATIVE = "-Dorg.bytedeco.javacpp.maxbytes=4g";

  /** Bound on the process as a whole: heap, native memory and the libraries. */
  static final String PHYSICAL = "-Dorg.bytedeco.javacpp.maxphysicalbytes=8g";

  private static final Pattern ADDRESS = Pattern.compile("serving (http://\\S+)");
  private static final long SETTLING_MILLIS = 3000;
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final Process process;
  private final BufferedReader messages;
  private final Path temporary;

  /**
   * What a process holds.
   *
   * @param heapKilobytes in use after a collection, Metaspace not counted
   * @param files temporary files
   */
  record Held(long heapKilobytes, long descriptors, long threads, long files) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "heap %.1f MB, %d file descriptors, %d threads, %d temporary files",
          heapKilobytes / 1024.0,
          descriptors,
          threads,
          files);
    }
  }

  /** Starts the program with arguments of its command line. */
  ServedProcess(List<String> arguments) throws IOException {
    temporary = Files.createTempDirectory("showtell-load");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                NATIVE,
                PHYSICAL,
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "org.showtell.app.cli.Showtell"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putIfAbsent("GOMP_SPINCOUNT", "1000"); // as the launcher has it
    builder.environment().put("SHOWTELL_SERVE_PORT", "0"); // any that is free
    process = builder.start();
    messages = process.errorReader();
  }

  /** The address of {@code serve}, once it listens. */
  String address() throws IOException {
    return matching(ADDRESS).group(1);
  }

  /** The first message that has this form. */
  Matcher matching(Pattern form) throws IOException {
    for (String line = messages.readLine(); line != null; line = messages.readLine()) {
      Matcher matcher = form.matcher(line);
      if (matcher.find()) {
        return matcher;
      }
    }
    throw new IOException("the program ended without \"" + form + "\"");
  }

  /** Processor time so far. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Waits for the end of the program and returns its exit code. */
  int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Collects garbage and looks; needs {@code jcmd} and Linux. */
  Held held() throws IOException, InterruptedException {
    Thread.sleep(SETTLING_MILLIS); // the last answers are still being put away
    jcmd("GC.run");
    jcmd("GC.run"); // what the first one found to be without an owner goes with the second
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    long heap = 0;
    for (int generation = 0; generation < 2 && used.find(); generation++) {
      heap += Long.parseLong(used.group(1));
    }
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try (Stream<Path> descriptors = Files.list(proc.resolve("fd"));
        Stream<Path> threads = Files.list(proc.resolve("task"));
        Stream<Path> files = Files.walk(temporary)) {
      return new Held(
          heap, descriptors.count(), threads.count(), files.filter(Files::isRegularFile).count());
    }
  }

  private String jcmd(String what) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                what)
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return said;
  }

  /** Asks the program to end, and waits. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    messages.close();
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
