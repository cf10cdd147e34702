package org.showtell.cluster.job;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.PhotoInput;

/**
 * The photos of a partition's files, those in archives among them; videos are put aside. Walked by
 * one thread.
 */
final class PhotoEntries implements Iterator<InputEntry>, Closeable {
  private final Iterator<MediaFile> files;
  private final Configuration hadoop;
  private final List<MediaFile> videos = new ArrayList<>();
  private final Map<String, MediaFile> sources = new ConcurrentHashMap<>();
  private MediaFile archiveFile;
  private ArchivePhotos archive;
  private long leftOut;
  private InputEntry next;

  PhotoEntries(Iterator<MediaFile> files, Configuration hadoop) {
    this.files = files;
    this.hadoop = hadoop;
  }

  static InputStream open(MediaFile file, Configuration hadoop) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.path());
    return path.getFileSystem(hadoop).open(path);
  }

  /** The videos that were met, and archives with videos; complete when this is at its end. */
  List<MediaFile> videos() {
    return videos;
  }

  /** Files that are neither photos, videos nor archives. */
  long leftOut() {
    return leftOut;
  }

  /** The file that an entry comes from, asked for once. */
  MediaFile sourceOf(String path) {
    return sources.remove(path);
  }

  @Override
  public boolean hasNext() {
    while (next == null && (archive != null || files.hasNext())) {
      if (archive == null) {
        begin(files.next());
      } else if (archive.hasNext()) {
        next = from(archiveFile, archive.next());
      } else {
        if (archive.hasVideos()) {
          videos.add(archiveFile);
        }
        archive.close();
        archive = null;
      }
    }
    return next != null;
  }

  private void begin(MediaFile file) {
    switch (file.kind()) {
      case PHOTO -> next = from(file, photo(file));
      case VIDEO -> videos.add(file);
      case ARCHIVE -> {
        try {
          archive = new ArchivePhotos(file.path(), open(file, hadoop));
          archiveFile = file;
        } catch (IOException e) {
          next = from(file, new FailedInput(file.path(), FailureReason.of(e)));
        }
      }
      case OTHER -> leftOut++;
    }
  }

  private InputEntry photo(MediaFile file) {
    PhotoInput.Content content =
        file.content() == null
            ? () -> open(file, hadoop)
            : () -> new ByteArrayInputStream(file.content());
    return new PhotoInput(
        file.path(), Optional.empty(), Path.of("photo"), new HashedContent(content));
  }

  /** The entry, or that an earlier run has it. */
  private InputEntry from(MediaFile file, InputEntry entry) {
    if (entry instanceof PhotoInput photo && !file.known().isEmpty()) {
      try {
        byte[] bytes = photo.content().read();
        String sha256 = ((HashedContent) photo.content()).sha256();
        if (file.known().contains(MediaFile.identity(entry.path(), sha256))) {
          return new IgnoredInput(entry.path(), "captioned before", IgnoredInput.Kind.ALREADY_DONE);
        }
        sources.put(entry.path(), file);
        return new PhotoInput(
            entry.path(),
            Optional.empty(),
            photo.relative(),
            new HashedContent(() -> new ByteArrayInputStream(bytes)));
      } catch (IOException e) {
        sources.put(entry.path(), file);
        return new FailedInput(entry.path(), FailureReason.of(e));
      }
    }
    sources.put(entry.path(), file);
    return entry;
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
    if (archive != null) {
      archive.close();
    }
  }
}
