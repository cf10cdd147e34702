package org.showtell.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Many clients at {@code showtell serve}, beside {@code showtell caption} on the same photos.
 *
 * <p>Command line and server take turns, so that a machine that grows busy slows both alike; the
 * ratio that counts is the median of the rounds'. Processor time per photo does not depend on what
 * else the machine does. Then one client alone, and what the server holds before and after.
 */
public final class ServerLoad {
  private static final Pattern REPORT = Pattern.compile("(\\d+) photos captioned in ([0-9.]+) s");
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration ALONE = Duration.ofSeconds(20);

  private static final int START = 16;

  private ServerLoad() {}

  private record Rate(double perSecond, double processorMillis) {}

  /** Takes the folder of photos, and optionally clients (200), seconds (60) and rounds (2). */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<Path> files = files(Path.of(arguments[0]));
    int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    Duration time = Duration.ofSeconds(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 60);
    int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
    try (ServedProcess server = new ServedProcess(List.of("serve"))) {
      PhotoClients load =
          new PhotoClients(server.address(), files.stream().map(ServerLoad::content).toList());
      load.run(clients, WARM_UP);
      ServedProcess.Held before = server.held();
      List<Double> rates = new ArrayList<>();
      List<Double> processor = new ArrayList<>();
      boolean clean = true;
      System.out.print(heading(clients, time));
      for (int round = 0; round < rounds; round++) {
        Rate commandLine = caption(files);
        Duration used = server.processorTime();
        PhotoClients.Outcome outcome = load.run(clients, time);
        double millis = server.processorTime().minus(used).toMillis();
        rates.add(compare("photos/s", outcome.perSecond(), commandLine.perSecond()));
        processor.add(
            compare(
                "processor ms per photo",
                millis / outcome.seconds().size(),
                commandLine.processorMillis()));
        clean &= outcome.isClean();
        System.out.printf(
            Locale.ROOT, "         statuses %s; %s%n", outcome.statuses(), server.held());
      }
      System.out.printf(
          Locale.ROOT,
          "median ratios: photos/s %.2f, processor time %.2f%n",
          Timing.median(rates),
          Timing.median(processor));
      PhotoClients.Outcome alone = load.run(1, ALONE);
      System.out.printf(
          Locale.ROOT,
          "%none client: median %.0f ms, p99 %.0f ms of %d%n",
          alone.percentile(0.5) * 1e3,
          alone.percentile(0.99) * 1e3,
          alone.seconds().size());
      System.out.println("before the rounds: " + before);
      System.out.println("at the end:        " + server.held());
      System.out.println(clean ? "no error but 503 with Retry-After" : "ERRORS");
    }
  }

  /** Prints both sides and returns their ratio. */
  private static double compare(String what, double served, double commandLine) {
    double ratio = served / commandLine;
    System.out.printf(
        Locale.ROOT,
        "%s: serve %.1f, caption %.1f, ratio %.2f%n",
        what,
        served,
        commandLine,
        ratio);
    return ratio;
  }

  /** The command line over the photos; the start of the program is left out of both figures. */
  private static Rate caption(List<Path> files) throws IOException, InterruptedException {
    double[] start = run(files.subList(0, Math.min(START, files.size() / 2)));
    double[] whole = run(files);
    double photos = whole[0] - start[0];
    return new Rate(photos / (whole[1] - start[1]), (whole[2] - start[2]) / photos);
  }

  // Photos, seconds, processor milliseconds.
  private static double[] run(List<Path> files) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("caption", "-f", "jsonl"));
    files.forEach(file -> arguments.add(file.toString()));
    try (ServedProcess program = new ServedProcess(arguments)) {
      Matcher report = program.matching(REPORT);
      double millis = program.processorTime().toMillis();
      program.waitFor();
      return new double[] {
        Double.parseDouble(report.group(1)), Double.parseDouble(report.group(2)), millis
      };
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> names = Files.list(folder)) {
      List<Path> files =
          names.filter(file -> file.toString().matches("(?i).*\\.(jpe?g|png)")).sorted().toList();
      if (files.size() < 2) {
        throw new IllegalArgumentException(
            "the folder must hold at least 2 photos, better 200, but got " + files.size());
      }
      return files;
    }
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String heading(int clients, Duration time) {
    return String.format(
        Locale.ROOT,
        "Photos per second: %d clients for %d s, and the command line%n"
            + "%d processors, load average %.1f before the first round%n%n",
        clients,
        time.toSeconds(),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
