package org.showtell.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the bytes of a data set's images lie: a folder or zip files, read in place.
 *
 * <p>A name is a path inside the source with {@code /} between its parts. Where the whole path is
 * unknown, the last part alone decides, so that {@code val2014/a.jpg} is found in a folder or zip
 * that holds {@code a.jpg} or {@code images/a.jpg}. Reading is safe from many threads. Whoever
 * opens a source closes it.
 */
public interface ImageSource extends AutoCloseable {

  /**
   * No image file is larger than this many bytes: a bound on what a bad archive can make us read.
   */
  int MAX_IMAGE_BYTES = 64 << 20;

  /** Whether {@link #read} would find it. */
  boolean contains(String name);

  /**
   * @return the file's bytes, still encoded (JPEG, PNG, ...)
   * @throws IOException if there is no such image, it is larger than {@link #MAX_IMAGE_BYTES}, or
   *     it cannot be read
   */
  byte[] read(String name) throws IOException;

  /**
   * The file that it is, for what reads files by itself; empty inside an archive, and where there
   * is no such image.
   */
  Optional<Path> path(String name);

  /**
   * @param name an image's name, present or not
   * @return a path for messages, such as {@code dir/train.zip!images/a.jpg}
   */
  String describe(String name);

  /** The names of all files in the source, sorted; {@link #read} takes each. */
  List<String> names() throws IOException;

  /** In which of several data sets that are read as one it lies, from 0; 0 where there is one. */
  default int part(String name) {
    return 0;
  }

  /** Releases open archives; reading afterwards is an {@link IllegalStateException}. */
  @Override
  void close();

  /**
   * Opens a folder or a zip file.
   *
   * @param path a folder of images, or a file whose name ends in {@code .zip}
   * @return the open source, which the caller closes
   * @throws IOException if there is nothing there, or it is neither
   */
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
