package org.showtell.encoder.download;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fetches large files: each is whole and verified at its place, or not there.
 *
 * <p>Bytes go to {@code FILE.part}. A broken connection is made again and resumed by a range
 * request for the same version of the file (RFC 9110, 13.1.5); so is an earlier run. The checksum
 * is computed from the disk, and only then is the file moved to its place. Wrong content is thrown
 * away, and fetched once more if it came in pieces. Two downloads of one file exclude each other.
 *
 * <p>An interrupt ends a download; what has come is kept. Safe for use by several threads.
 */
public final class Download {
  private final DownloadConfig config;
  private final HttpFetch http;

  public Download(DownloadConfig config) {
    this.config = config;
    this.http = new HttpFetch(config);
  }

  /**
   * Fetches a file, unless it is there and right.
   *
   * @return false where it was there
   * @throws DownloadException if that is impossible: the message says why and what to do
   * @throws InterruptedException if the thread is interrupted; a later call resumes
   */
  public boolean fetch(DownloadRequest request, DownloadListener listener)
      throws IOException, InterruptedException {
    Path target = request.target();
    try {
      Files.createDirectories(target.getParent());
      try (DownloadLock lock = DownloadLock.take(target);
          PartFile part = new PartFile(target)) {
        boolean fetched = !isThere(request, listener);
        if (fetched) {
          fetch(request, part, listener);
        }
        lock.delete();
        return fetched;
      }
    } catch (FileSystemException e) {
      throw new DownloadException(
          target + ": cannot be written (" + e.getMessage() + "); choose another folder", e);
    }
  }

  private static boolean isThere(DownloadRequest request, DownloadListener listener)
      throws IOException, InterruptedException {
    Path target = request.target();
    if (!Files.exists(target)) {
      return false;
    }
    Checksum found = checksum(request, target, listener);
    if (found.equals(request.checksum())) {
      return true;
    }
    listener.note(
        String.format(
            "%s: expected %s but got %s; it is fetched again and replaced",
            target, request.checksum(), found));
    return false;
  }

  private void fetch(DownloadRequest request, PartFile part, DownloadListener listener)
      throws IOException, InterruptedException {
    for (boolean again = false; ; again = true) {
      Transfer transfer = new Transfer(http, config, request, part, listener);
      transfer.run();
      Checksum found = checksum(request, part.path(), listener);
      if (found.equals(request.checksum())) {
        part.place();
        return;
      }
      long size = part.size();
      part.delete();
      String wrong =
          String.format(
              "%s: expected %s but got %s, %s in all, which were thrown away",
              request.url(), request.checksum(), found, ByteCount.text(size));
      if (again || !transfer.inPieces()) {
        throw new DownloadException(
            wrong + "; the server has another file, or something between alters it");
      }
      listener.note(wrong + "; they came in pieces, so all are fetched once more");
    }
  }

  private static Checksum checksum(DownloadRequest request, Path file, DownloadListener listener)
      throws IOException, InterruptedException {
    long size = Files.size(file);
    return request.checksum().ofFile(file, read -> listener.checked(read, size));
  }

  /**
   * Excludes a second download of the same file. {@code FILE.lock} says who holds it; the system
   * releases it however a process ends, so a file that is left behind excludes nobody.
   */
  static final class DownloadLock implements Closeable {
    /** Far behind the text: Windows does not let others read what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /**
     * What this process has locked. It must not open such a file again: on POSIX systems closing
     * any descriptor of a file releases all locks of the process on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private DownloadLock(Path path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    /**
     * @throws DownloadException if another holds the lock; the message says who
     */
    static DownloadLock take(Path target) throws IOException {
      Path path = target.normalize().resolveSibling(target.getFileName() + ".lock");
      if (!HELD.add(path)) {
        throw refusal(target, "in this process");
      }
      FileChannel channel = null;
      try {
        channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
          throw refusal(target, Files.readString(path));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(thisProcess().getBytes(StandardCharsets.UTF_8)));
        return new DownloadLock(path, channel);
      } catch (IOException | RuntimeException e) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(path);
        throw e;
      }
    }

    private static DownloadException refusal(Path target, String holder) {
      return new DownloadException(
          target + ": another download of it is at work (" + holder + "); wait for it or end it");
    }

    private static String thisProcess() {
      return "process %s since %s"
          .formatted(
              ProcessHandle.current().pid(), OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Deletes the lock's file; only once the target is there and right: then whoever opened it
     * before, or makes a new one, finds nothing left to do.
     */
    void delete() throws IOException {
      Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
      channel.close();
      HELD.remove(path);
    }
  }
}
