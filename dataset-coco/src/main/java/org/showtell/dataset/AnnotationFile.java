package org.showtell.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens annotation files, and says what was expected where there is none. */
public final class AnnotationFile {
  private AnnotationFile() {}

  /**
   * @param file an annotation file or list
   * @return its bytes, buffered; the caller closes it
   * @throws NoSuchFileException if there is no file, or a folder in its place
   * @throws IOException if it cannot be opened
   */
  public static InputStream open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "an annotation file was expected here; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "an annotation file was expected here, but this is a folder");
    }
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }
}
