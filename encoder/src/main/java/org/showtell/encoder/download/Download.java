package org.showtell.encoder.download;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Fetches large files so that each is either whole and right in its place, or not there.
 *
 * <p>Bytes go to {@code FILE.part}. A connection that is cut is made again, and goes on where it
 * was (a range request that holds only for the same version of the file, RFC 9110, 13.1.5); so does
 * the next run, whatever way this one ended. When all bytes are here their checksum is computed
 * from the disk, and only then is the file moved to its place. Content that is wrong is thrown
 * away, and fetched once more if it came in pieces. Two cannot fetch the same file at once.
 *
 * <pre>{@code
 * Download download = new Download(DownloadConfig.defaults());
 * download.fetch(
 *     new DownloadRequest(url, Path.of("weights.h5"), Checksum.parse("md5:..."), 0),
 *     DownloadListener.NONE);
 * }</pre>
 *
 * <p>An interrupt of the thread ends it; what has come is kept. Safe for use by several threads.
 */
public final class Download {
  private final DownloadConfig config;
  private final HttpFetch http;

  /**
   * @param config patience and proxies
   */
  public Download(DownloadConfig config) {
    this.config = config;
    this.http = new HttpFetch(config);
  }

  /**
   * Fetches a file, unless it is there and right.
   *
   * @return whether it was fetched; false where it was there
   * @throws DownloadException if that cannot be: the message says why and what to do
   * @throws InterruptedException if the thread is interrupted; a later call goes on
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
}
