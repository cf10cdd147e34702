package org.showtell.cluster.job;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.PhotoFiles;
import org.showtell.app.input.PhotoInput;

/**
 * The photos of a zip or tar file, read in one pass; a shard of WebDataset is such a tar. Its
 * videos are for a second pass, {@link #forEachVideo}, and only where there are some.
 *
 * <p>An entry's bytes are read when it is reached, since a stream has no way back: who walks ahead
 * holds as many photos as it walks ahead. A file that is cut off ends in a {@link FailedInput}.
 */
final class ArchivePhotos implements Iterator<InputEntry>, Closeable {
  private final String path;
  private final InputStream file;
  private final ArchiveInputStream<? extends ArchiveEntry> archive;
  private InputEntry next;
  private boolean over;
  private boolean videos;

  /** Takes one entry. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param name of the entry, below the archive's
     * @param content not to be closed
     */
    void visit(String name, InputStream content) throws IOException;
  }

  /**
   * @param file closed with this iterator
   */
  ArchivePhotos(String path, InputStream file) {
    this.path = path;
    this.file = file;
    archive = entries(path, file);
  }

  private static ArchiveInputStream<? extends ArchiveEntry> entries(String path, InputStream file) {
    return path.toLowerCase(Locale.ROOT).endsWith(".tar")
        ? new TarArchiveInputStream(file)
        : new ZipArchiveInputStream(file);
  }

  /** Visits the videos of an archive; ends where the archive is cut off. */
  static void forEachVideo(String path, InputStream file, Visitor visitor) throws IOException {
    ArchiveInputStream<? extends ArchiveEntry> archive = entries(path, file);
    while (true) {
      ArchiveEntry entry;
      try {
        entry = archive.getNextEntry();
      } catch (IOException | RuntimeException e) {
        return; // the first pass has said so
      }
      if (entry == null) {
        return;
      }
      if (isVideo(entry)) {
        visitor.visit(path + "/" + entry.getName(), archive);
      }
    }
  }

  /** Whether a video was met so far. */
  boolean hasVideos() {
    return videos;
  }

  static boolean isArchive(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".zip") || lower.endsWith(".tar");
  }

  @Override
  public boolean hasNext() {
    while (next == null && !over) {
      try {
        ArchiveEntry entry = archive.getNextEntry();
        if (entry == null) {
          close();
        } else if (isVideo(entry)) {
          videos = true;
        } else if (!entry.isDirectory() && isPhoto(entry)) {
          next = photo(entry);
        }
      } catch (IOException | RuntimeException e) {
        close();
        next =
            new FailedInput(path, "its entries cannot be read to the end: " + FailureReason.of(e));
      }
    }
    return next != null;
  }

  private static boolean isPhoto(ArchiveEntry entry) {
    return PhotoFiles.hasPhotoExtension(name(entry)) && !name(entry).startsWith(".");
  }

  private static boolean isVideo(ArchiveEntry entry) {
    return !entry.isDirectory()
        && PhotoFiles.hasVideoExtension(name(entry))
        && !name(entry).startsWith(".");
  }

  private static String name(ArchiveEntry entry) {
    return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
  }

  private InputEntry photo(ArchiveEntry entry) throws IOException {
    String name = path + "/" + entry.getName();
    byte[] bytes = archive.readNBytes(PhotoInput.Content.MAX_BYTES);
    if (bytes.length == PhotoInput.Content.MAX_BYTES) {
      return new FailedInput(name, "larger than a photo may be");
    }
    return new PhotoInput(
        name,
        Optional.empty(),
        java.nio.file.Path.of("entry"),
        new HashedContent(() -> new ByteArrayInputStream(bytes)));
  }

  @Override
  public InputEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    InputEntry entry = next;
    next = null;
    return entry;
  }

  @Override
  public void close() {
    over = true;
    try {
      file.close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}
