package org.showtell.app.output.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the bytes of a document go: stdout, a file in place, or a file that appears when done. */
public interface Destination extends Closeable {
  /**
   * Writes one piece. On a stream and in a file that grows in place it is there when this returns.
   *
   * @throws IOException if it cannot be written; a file that grows is left as it was before
   */
  void write(byte[] piece) throws IOException;

  /** Says that the document is complete, and puts it in its place. */
  void commit() throws IOException;

  /** Begins to write on a destination. */
  @FunctionalInterface
  interface Opening<W> {
    W on(Destination destination) throws IOException;
  }

  /**
   * Opens a place for a new document, and its writer.
   *
   * @param file empty for stdout
   * @param stdout not closed
   * @param whole whether the file appears when it is complete, and does not grow in its place
   * @throws OutputRefusedException if another run writes there, or it cannot be written
   */
  static <W> W open(
      Optional<Path> file, OutputStream stdout, boolean overwrite, boolean whole, Opening<W> writer)
      throws OutputRefusedException {
    try {
      Destination destination = open(file, stdout, overwrite, whole);
      try {
        return writer.on(destination);
      } catch (IOException e) {
        destination.close();
        throw e;
      }
    } catch (IOException e) {
      throw OutputRefusedException.unwritable(file.map(Path::toString).orElse("stdout"), e);
    }
  }

  private static Destination open(
      Optional<Path> file, OutputStream stdout, boolean overwrite, boolean whole)
      throws OutputRefusedException, IOException {
    if (file.isEmpty()) {
      return stream(stdout, false);
    }
    Path path = file.get();
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      return stream(Files.newOutputStream(path), true);
    }
    return whole
        ? new FileWhenDone(path, overwrite)
        : FileInPlace.open(path, overwrite ? -1 : 0, 0);
  }

  /** Stdout, or a device that the user named, which the destination owns and closes. */
  static Destination stream(OutputStream out, boolean owned) {
    return new Destination() {
      @Override
      public void write(byte[] piece) throws IOException {
        out.write(piece);
        out.flush();
      }

      @Override
      public void commit() throws IOException {
        out.flush();
      }

      @Override
      public void close() throws IOException {
        if (owned) {
          out.close();
        }
      }
    };
  }

  /** Checks that a file that does not exist can be made. */
  static void requireFolderOf(Path file) throws OutputRefusedException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new OutputRefusedException(
          file + ": there is no folder " + file.getParent() + "; create it first");
    }
    if (!Files.isWritable(parent)) {
      throw new OutputRefusedException(
          file + ": no permission to write in its folder; name another output");
    }
  }

  /** Checks that a file can be written as a whole; a device or pipe, where nothing is lost, can. */
  static void requireFree(Path file, Object format, boolean overwrite)
      throws OutputRefusedException {
    requireNoFolder(file, format);
    if (!Files.exists(file)) {
      requireFolderOf(file);
    } else if (Files.isRegularFile(file) && !overwrite) {
      throw new OutputRefusedException(file + ": exists already; overwrite replaces it");
    }
  }

  static void requireNoFolder(Path file, Object format) throws OutputRefusedException {
    if (Files.isDirectory(file)) {
      throw new OutputRefusedException(
          file + ": format " + format + " writes one file, and this is a folder; name a file");
    }
  }
}
