package org.showtell.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.showtell.benchmarks.peer.Side;

/** The program as a user starts it: how soon there is a caption, and how large it grows. */
final class ProcessRows {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final long LOOK_MILLIS = 20;
  private static final double KILOBYTES = 1000;

  private ProcessRows() {}

  /** From the command to the caption of one photo. */
  static List<Row> startUp(String name, Table table) throws IOException {
    Path photo = table.sample("cat.jpg");
    Side side =
        Side.of(
            "Showtell",
            () -> {
              peak(table, Map.of(), List.of("caption", "-q", photo.toString()));
              return new float[0];
            },
            () -> {});
    return new Comparison(name, "ms per start", 1).measure(table.effort(), List.of(side));
  }

  /** The most that was resident while photos of 12 megapixels were captioned; Linux only. */
  static List<Row> memory(String name, boolean vgg, Table table) throws IOException {
    try (SamplePhotos photos = PipelineRows.PhotoSize.MEGAPIXELS_12.photos(table);
        VggModel model = vgg ? new VggModel(DecodeRows.VOCABULARY) : null) {
      List<String> arguments = new ArrayList<>(List.of("caption", "-q"));
      if (vgg) {
        arguments.addAll(List.of("-m", model.bundle().toString()));
      }
      photos.paths(table.isQuick() ? 16 : 96).forEach(path -> arguments.add(path.toString()));
      Map<String, String> environment =
          vgg ? Map.of("SHOWTELL_CACHE", model.cacheFolder().toString()) : Map.of();
      double megabytes = peak(table, environment, arguments) / KILOBYTES;
      if (!(megabytes > 0)) {
        throw new IOException("the resident memory is read from /proc, which is not there");
      }
      return List.of(
          new Row(name, "MB", Timing.of(List.of(megabytes)), null, null, null, "resident"));
    }
  }

  /** Runs the launcher; kilobytes. */
  private static long peak(Table table, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(table.root().resolve("showtell").toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start(); // the launcher becomes the program
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      long peak = 0;
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peak(status));
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "the program must end with 0, but got " + process.exitValue() + ": " + command);
      }
      return peak;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * What was resident at most, from a process's status in /proc: kilobytes; 0 where there is none.
   */
  static long peak(Path status) {
    try {
      Matcher peak = PEAK.matcher(Files.readString(status));
      return peak.find() ? Long.parseLong(peak.group(1)) : 0;
    } catch (IOException e) {
      return 0; // it has ended, or this is no Linux
    }
  }
}
