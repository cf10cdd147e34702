package org.showtell.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the bytes of a data set's images lie: a folder or zip files, read in place.
 *
 * <p>A name is a path inside the source with {@code /} between its parts; a backslash is taken for
 * one where the name with it is not found. Where the whole path is unknown, the last part alone
 * decides, so that {@code val2014/a.jpg} is found in a folder or zip that holds {@code a.jpg} or
 * {@code images/a.jpg}. Reading is safe from many threads. Whoever opens a source closes it.
 */
public interface ImageSource extends AutoCloseable {

  /** Largest image file that is read: a bound on what a bad archive can make us read. */
  int MAX_IMAGE_BYTES = 64 << 20;

  /** Whether {@link #read} would find it. */
  boolean contains(String name);

  /** The file's bytes, still encoded (JPEG, PNG, ...). */
  byte[] read(String name) throws IOException;

  /** The image's file, for what opens files itself; empty inside an archive or if absent. */
  Optional<Path> path(String name);

  /**
   * A path for messages, such as {@code dir/train.zip!images/a.jpg}, of an image present or not.
   */
  String describe(String name);

  /** The names of all files in the source, sorted; {@link #read} takes each. */
  default List<String> names() throws IOException {
    return names(folder -> {});
  }

  /**
   * The names of all files in the source.
   *
   * @param unreadable is told of each folder in it that cannot be read
   */
  List<String> names(Consumer<String> unreadable) throws IOException;

  /** In which of several data sets that are read as one it lies, from 0; 0 where there is one. */
  default int part(String name) {
    return 0;
  }

  /** Releases open archives; reading afterwards is an {@link IllegalStateException}. */
  @Override
  void close();

  /** Opens a folder of images or a zip file; the caller closes it. */
  static ImageSource open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return new DirectoryImages(path);
    }
    if (!Files.exists(path)) {
      throw new NoSuchFileException(
          path.toString(), null, "a folder of images or a .zip was expected here");
    }
    return new ZipImages(List.of(path));
  }
}
