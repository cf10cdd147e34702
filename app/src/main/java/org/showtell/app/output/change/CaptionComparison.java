package org.showtell.app.output.change;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares two files of captions: changed and new images in the order of the new file, then those
 * that are gone in the order of the old one. Memory: 48 bytes for each image of the larger files.
 */
public final class CaptionComparison implements Closeable {
  private final CaptionFile before;
  private final CaptionFile after;
  private long changed;
  private long added;
  private long gone;
  private long unchanged;

  /** How many images are how. */
  public record Counts(long changed, long added, long gone, long unchanged) {
    @Override
    public String toString() {
      return "%d changed, %d new, %d gone, %d unchanged".formatted(changed, added, gone, unchanged);
    }
  }

  /**
   * Opens both files.
   *
   * @param bad hears of each record that cannot be read
   * @throws IOException if one of them is no file of captions
   */
  public CaptionComparison(Path before, Path after, Consumer<String> bad) throws IOException {
    this.before = open(before, bad);
    try {
      this.after = open(after, bad);
    } catch (IOException | RuntimeException e) {
      this.before.close();
      throw e;
    }
  }

  /** Hands on each change. */
  public Counts run(ChangeWriter writer) throws IOException {
    after.forEach((saved, met) -> compare(before.meet(saved.name()), saved, writer));
    before.forEach(
        (saved, met) -> {
          if (!met) {
            gone++;
            writer.accept(new CaptionChange(saved, null));
          }
        });
    return new Counts(changed, added, gone, unchanged);
  }

  private static CaptionFile open(Path path, Consumer<String> bad) throws IOException {
    try {
      return new CaptionFile(path, bad);
    } catch (FileNotFoundException e) {
      String reason =
          Files.isDirectory(path)
              ? "a folder; name a file of captions"
              : Files.exists(path) ? "permission denied" : "there is no such file or folder";
      throw new IOException(path + ": " + reason, e);
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  private void compare(Optional<SavedCaption> old, SavedCaption saved, ChangeWriter writer)
      throws IOException {
    if (old.isPresent() && old.get().saysTheSameAs(saved)) {
      unchanged++;
      return;
    }
    added += old.isPresent() ? 0 : 1;
    changed += old.isPresent() ? 1 : 0;
    writer.accept(new CaptionChange(old.orElse(null), saved));
  }

  @Override
  public void close() throws IOException {
    before.close();
    after.close();
  }
}
