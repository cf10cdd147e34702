package org.showtell.app.output.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.showtell.app.input.FailureReason;

/**
 * A file that grows by one record at a time, so that a killed run leaves what it has done. It is
 * locked while it is open: two runs that append to one file would each do all the images.
 */
public final class FileInPlace implements Destination {
  private final Path file;
  private final FileChannel channel;

  private FileInPlace(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a file, or creates it, and cuts it.
   *
   * @param expectedLength the length it is known to have; negative for any
   * @param keep bytes that stay; what comes after them is cut off
   * @throws OutputRefusedException if another run has it open or has changed it
   */
  public static FileInPlace open(Path file, long expectedLength, long keep)
      throws OutputRefusedException, IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      boolean unchanged = expectedLength < 0 || channel.size() == expectedLength;
      if (!lock(channel) || !unchanged) {
        throw new OutputRefusedException(
            file + ": another run is writing to it; wait for its end, or name another output");
      }
      channel.truncate(keep);
      channel.position(channel.size());
      return new FileInPlace(file, channel);
    } catch (IOException | OutputRefusedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  // The system gives the lock up when the file is closed or the program dies.
  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true; // a file system without locks: better unlocked than refused
    }
  }

  @Override
  public void write(byte[] piece) throws IOException {
    long start = channel.position();
    ByteBuffer buffer = ByteBuffer.wrap(piece);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      cutBack(start, e);
      throw new IOException(
          file + ": " + FailureReason.of(e) + "; what was written before is whole", e);
    }
  }

  // A full disk takes a part of the line; shortening a file needs no space.
  private void cutBack(long length, IOException problem) {
    try {
      channel.truncate(length);
    } catch (IOException e) {
      problem.addSuppressed(e);
    }
  }

  @Override
  public void commit() {
    // Each record is at its place already.
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
