package org.showtell.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is resident while the program captions one large folder; Linux only. */
final class GrowthOfMemory {
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final int PARTS = 20;
  private static final int LOOK = 20; // captions
  private static final double KILOBYTES = 1000;

  private GrowthOfMemory() {}

  /**
   * The most that was resident while each twentieth of the photos was captioned, in megabytes.
   *
   * @param count of photos: links to a few files
   */
  static double[] measure(Table table, int count) throws IOException {
    Path folder = Files.createTempDirectory("folder");
    List<Path> links = new ArrayList<>();
    try (SamplePhotos photos = PipelineRows.PhotoSize.PIXELS_224.photos(table)) {
      for (Path file : photos.paths(count)) {
        Path link = folder.resolve(String.format("photo%06d.jpg", links.size()));
        links.add(Files.createLink(link, file));
      }
      return measure(table, folder, count);
    } finally {
      for (Path link : links) {
        Files.delete(link);
      }
      Files.delete(folder);
    }
  }

  private static double[] measure(Table table, Path folder, int count) throws IOException {
    Process process =
        new ProcessBuilder(
                table.root().resolve("showtell").toString(),
                "caption",
                "-q",
                "-f",
                "jsonl",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start(); // the launcher becomes the program
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    double[] most = new double[PARTS];
    int done = 0;
    try (BufferedReader captions =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (captions.readLine() != null) {
        int part = (int) ((long) done * PARTS / count);
        if (done++ % LOOK == 0) {
          most[part] = Math.max(most[part], resident(status));
        }
      }
    } finally {
      process.destroy();
    }
    if (done != count || Arrays.stream(most).anyMatch(megabytes -> !(megabytes > 0))) {
      throw new IOException(
          "the program must caption %d photos and say its memory, but got %d captions"
              .formatted(count, done));
    }
    return most;
  }

  private static double resident(Path status) throws IOException {
    Matcher resident = RESIDENT.matcher(Files.readString(status));
    return resident.find() ? Long.parseLong(resident.group(1)) / KILOBYTES : 0;
  }
}
