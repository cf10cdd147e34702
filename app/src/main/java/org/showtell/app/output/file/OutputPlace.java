package org.showtell.app.output.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Places for documents, before and when they are opened. */
public final class OutputPlace {
  private OutputPlace() {}

  /**
   * Checks that a file that is not there can be made.
   *
   * @throws OutputRefusedException if it has no folder, or one that cannot be written
   */
  public static void requireFolderOf(Path file) throws OutputRefusedException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new OutputRefusedException(
          file + ": there is no folder " + file.getParent() + "; create it first");
    }
    if (!Files.isWritable(parent)) {
      throw new OutputRefusedException(
          file + ": no permission to write in its folder; name another place with -o");
    }
  }

  /**
   * Checks that a file can be written as a whole; a device or pipe, where nothing is lost, can.
   *
   * @throws OutputRefusedException if it is a folder, is there and may not be replaced, or has no
   *     place
   */
  public static void requireFree(Path file, Object format, boolean overwrite)
      throws OutputRefusedException {
    requireNoFolder(file, format);
    if (!Files.exists(file)) {
      requireFolderOf(file);
    } else if (Files.isRegularFile(file) && !overwrite) {
      throw new OutputRefusedException(file + ": exists already; --overwrite replaces it");
    }
  }

  /**
   * Checks that a file is no folder.
   *
   * @throws OutputRefusedException if it is one
   */
  public static void requireNoFolder(Path file, Object format) throws OutputRefusedException {
    if (Files.isDirectory(file)) {
      throw new OutputRefusedException(
          file + ": -f " + format + " writes one file, and this is a folder; name a file");
    }
  }

  /**
   * Opens a place for a new document.
   *
   * @param file empty for stdout
   * @param stdout not closed
   * @param overwrite whether what is there may be replaced
   * @param whole whether the file appears when it is complete, and does not grow in its place
   * @throws OutputRefusedException if another run writes there
   * @throws IOException if it cannot be opened
   */
  public static Destination open(
      Optional<Path> file, OutputStream stdout, boolean overwrite, boolean whole)
      throws OutputRefusedException, IOException {
    if (file.isEmpty()) {
      return new StreamDestination(stdout, false);
    }
    Path path = file.get();
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      return new StreamDestination(Files.newOutputStream(path), true);
    }
    return whole
        ? new FileWhenDone(path, overwrite)
        : FileInPlace.open(path, overwrite ? -1 : 0, 0);
  }
}
