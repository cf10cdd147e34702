package org.showtell.app.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file that is written beside its place under another name and moved there when it is complete:
 * nobody ever sees a half of it, and what was there before stays until then. Closing it without
 * {@link #replace} or {@link #place} leaves no trace.
 */
public final class FileBeside implements Closeable {
  private static final AtomicLong COUNT = new AtomicLong();

  private final Path target;
  private final Path beside;
  private final OutputStream out;

  /**
   * Opens the file beside.
   *
   * @param target its place; where that is a link, the file that it leads to is meant
   * @throws IOException if the folder cannot be written
   */
  public FileBeside(Path target) throws IOException {
    this.target = Files.isSymbolicLink(target) ? linkEnd(target) : target;
    // Not Files.createTempFile: its files are for their owner only, results are as all files are.
    String name =
        ".showtell-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + ".part";
    this.beside = this.target.resolveSibling(name);
    this.out =
        Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static Path linkEnd(Path link) throws IOException {
    return Files.exists(link)
        ? link.toRealPath()
        : link.resolveSibling(Files.readSymbolicLink(link));
  }

  /** What the file is written to. */
  public OutputStream stream() {
    return out;
  }

  /**
   * Moves the file to its place, over what is there.
   *
   * @throws IOException if it cannot be moved
   */
  public void replace() throws IOException {
    out.close();
    try {
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Moves the file to its place, if nothing is there.
   *
   * @throws FileAlreadyExistsException if something is, even if it came a moment ago
   * @throws IOException if it cannot be moved
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
   * @throws IOException if it cannot be written
   */
  public static void write(Path target, byte[] content, boolean overwrite) throws IOException {
    try (FileBeside file = new FileBeside(target)) {
      file.stream().write(content);
      if (overwrite) {
        file.replace();
      } else {
        file.place();
      }
    }
  }
}
