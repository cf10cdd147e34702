package org.showtell.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.showtell.benchmarks.peer.Side;

/**
 * A folder of 100,000 entries in 50 folders, of which every tenth is a photo of 224 pixels: how
 * soon the launcher's {@code caption -r} has a caption, beside the same for a folder of its first
 * ten photos.
 */
final class LargeFolder implements AutoCloseable {
  private static final int ENTRIES = 100_000;
  private static final int QUICK_ENTRIES = 20_000;
  private static final int FOLDERS = 50;
  private static final int PHOTO_IN = 10;
  private static final int FEW = 10;

  /** Captions until the memory that is looked at. */
  private static final int CAPTIONS = 200;

  private final Path root;
  private final Path large;
  private final Path small;

  private LargeFolder(Path root, List<Path> photos, int entries) throws IOException {
    this.root = root;
    large = root.resolve("large");
    small = Files.createDirectories(root.resolve("small"));
    for (int i = 0; i < FOLDERS; i++) {
      Files.createDirectories(large.resolve("folder" + i));
    }
    for (int i = 0; i < entries; i++) {
      Path folder = large.resolve("folder" + i % FOLDERS);
      if (i % PHOTO_IN != 0) {
        Files.createFile(folder.resolve("note" + i + ".txt"));
        continue;
      }
      Path photo = photos.get(i / PHOTO_IN % photos.size());
      Files.createLink(folder.resolve("photo" + i + ".jpg"), photo);
      if (i / PHOTO_IN < FEW) {
        Files.createLink(small.resolve("photo" + i + ".jpg"), photo);
      }
    }
  }

  /** From the command to the first caption; the note has the memory after some more. */
  static List<Row> rows(String name, Table table) throws IOException {
    Path root = Files.createTempDirectory("folder");
    int entries = table.isQuick() ? QUICK_ENTRIES : ENTRIES;
    try (SamplePhotos photos = PipelineRows.PhotoSize.PIXELS_224.photos(table);
        LargeFolder folder = new LargeFolder(root, photos.paths(FEW), entries)) {
      AtomicLong peak = new AtomicLong();
      Side all = folder.side("Showtell", folder.large, 1, table, peak);
      Side few = folder.side(FEW + " photos", folder.small, 1, table, new AtomicLong());
      folder.side("memory", folder.large, CAPTIONS, table, peak).run();
      return new Comparison(name, "ms to 1st caption", 1)
          .measure(
              table.effort(),
              List.of(all, few),
              () ->
                  String.format(
                      Locale.ROOT,
                      "%,d entries, %d MB resident after %d captions",
                      entries,
                      peak.get() / 1000,
                      CAPTIONS));
    }
  }

  private Side side(String name, Path photos, int captions, Table table, AtomicLong peak) {
    return Side.of(
        name,
        () -> {
          peak.accumulateAndGet(untilCaption(table, photos, captions), Math::max);
          return new float[0];
        },
        () -> {});
  }

  /** Ends the program after so many captions; kilobytes that were resident at most, or 0. */
  private static long untilCaption(Table table, Path photos, int captions) {
    ProcessBuilder builder =
        new ProcessBuilder(
                table.root().resolve("showtell").toString(), "caption", "-q", "-r", "" + photos)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (int i = 0; i < captions; i++) {
          if (lines.readLine() == null) {
            throw new IllegalStateException(
                "%s must give %d captions, but got %d".formatted(photos, captions, i));
          }
        }
        return ProcessRows.peak(Path.of("/proc", Long.toString(process.pid()), "status"));
      } finally {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
