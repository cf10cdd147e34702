package org.showtell.encoder.download;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second download of the same file away while one is at work. {@code FILE.lock} says who
 * has it; the system gives the lock back whatever way a process ends, so a file that is left behind
 * keeps nobody away.
 */
final class DownloadLock implements Closeable {
  /** Far behind the text: Windows lets nobody read what is locked. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /**
   * What this process has locked. It must not even open such a file again: on POSIX systems closing
   * any descriptor of a file gives back all locks that the process has on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private DownloadLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws DownloadException if another has it; the message says who
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
    return "process "
        + ProcessHandle.current().pid()
        + " since "
        + OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Takes the file of the lock away; only once the target is there and right. Whoever has opened
   * the file before, and whoever makes a new one, then both find that nothing is left to do.
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
