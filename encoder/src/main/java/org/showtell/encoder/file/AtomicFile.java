package org.showtell.encoder.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file that is written beside its place under another name and moved there when it is complete:
 * nobody sees a partial file, and what was there before stays until then. Closing it without {@link
 * #replace} or {@link #place} leaves no trace.
 */
public final class AtomicFile implements Closeable {
  private static final String PREFIX = ".showtell-";
  private static final String SUFFIX = ".part";
  private static final AtomicLong COUNT = new AtomicLong();

  private final Path target;
  private final Path beside;
  private final OutputStream out;

  /**
   * Opens the file beside.
   *
   * @param target its place; a link means the file that it leads to
   */
  public AtomicFile(Path target) throws IOException {
    // Not Files.createTempFile: its files are for their owner only, results are as all files are.
    this(target, Files::createFile);
  }

  private AtomicFile(Path target, Creation creation) throws IOException {
    this.target = Files.isSymbolicLink(target) ? linkEnd(target) : target;
    this.beside = create(this.target, creation);
    this.out =
        Files.newOutputStream(
            beside, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
  }

  /**
   * Opens a file beside that begins as an empty copy of another: with its permissions, owner and
   * extended attributes, as far as this user may give them.
   */
  public static AtomicFile copyOf(Path source, Path target) throws IOException {
    return new AtomicFile(
        target, beside -> Files.copy(source, beside, StandardCopyOption.COPY_ATTRIBUTES));
  }

  /** Makes a file that is not there yet. */
  private interface Creation {
    void at(Path file) throws IOException;
  }

  // In a container, each run has the process number of the one that was killed before it, whose
  // file may be here still.
  private static Path create(Path target, Creation creation) throws IOException {
    long pid = ProcessHandle.current().pid();
    while (true) {
      Path file = target.resolveSibling(PREFIX + pid + "-" + COUNT.incrementAndGet() + SUFFIX);
      try {
        creation.at(file);
        return file;
      } catch (FileAlreadyExistsException e) {
        // the next name is free, sooner or later
      } catch (FileSystemException e) {
        throw named(e, file, target);
      }
    }
  }

  /** A person knows the file that is to come, and not the one beside it. */
  private static FileSystemException named(FileSystemException e, Path beside, Path target) {
    if (!beside.toString().equals(e.getFile())) {
      return e;
    }
    String name = target.toString();
    FileSystemException named =
        e instanceof AccessDeniedException
            ? new AccessDeniedException(name, null, e.getReason())
            : e instanceof NoSuchFileException
                ? new NoSuchFileException(name, null, e.getReason())
                : new FileSystemException(name, null, e.getReason());
    named.initCause(e);
    return named;
  }

  private static Path linkEnd(Path link) throws IOException {
    return Files.exists(link)
        ? link.toRealPath()
        : link.resolveSibling(Files.readSymbolicLink(link));
  }

  /** Whether a file of this name was left by a killed program. */
  public static boolean isUnfinished(String name) {
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /** The file that is being written, for those who check it before it is moved. */
  public Path beside() {
    return beside;
  }

  public OutputStream stream() {
    return out;
  }

  /**
   * Overwrites the file's first bytes: a header that is known when the rest is written. Buffers
   * have to be flushed before.
   */
  public void rewriteStart(byte[] bytes) throws IOException {
    try (SeekableByteChannel start = Files.newByteChannel(beside, StandardOpenOption.WRITE)) {
      for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
        start.write(left);
      }
    }
  }

  /** Moves the file to its place, over what is there. */
  public void replace() throws IOException {
    out.close();
    move(beside, target);
  }

  /** Moves a file over what is there, in one step where the file system can. */
  public static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Moves the file to its place.
   *
   * @throws FileAlreadyExistsException if something is there, even since a moment ago
   */
  public void place() throws IOException {
    out.close();
    try {
      Files.createLink(target, beside); // fails where a file is, in one step
    } catch (UnsupportedOperationException e) {
      Files.move(beside, target);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      Files.move(beside, target); // a file system without links, such as FAT
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /**
   * Writes a whole small file.
   *
   * @param overwrite whether what is there may be replaced
   * @throws FileAlreadyExistsException if something is there that may not
   */
  public static void write(Path target, byte[] content, boolean overwrite) throws IOException {
    try (AtomicFile file = new AtomicFile(target)) {
      file.stream().write(content);
      if (overwrite) {
        file.replace();
      } else {
        file.place();
      }
    }
  }
}
