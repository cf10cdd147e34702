package org.showtell.app.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** A document that appears at its place when it is complete, and not at all if it never is. */
final class FileWhenDone implements Destination {
  private final Path target;
  private final boolean overwrite;
  private final FileBeside file;
  private final OutputStream out;

  /**
   * @param overwrite whether what is there when the document is complete may be replaced
   * @throws IOException if the folder cannot be written
   */
  FileWhenDone(Path target, boolean overwrite) throws IOException {
    this.target = target;
    this.overwrite = overwrite;
    this.file = new FileBeside(target);
    this.out = new BufferedOutputStream(file.stream());
  }

  @Override
  public void write(byte[] piece) throws IOException {
    out.write(piece);
  }

  @Override
  public void commit() throws IOException {
    out.flush();
    if (overwrite) {
      file.replace();
      return;
    }
    try {
      file.place();
    } catch (FileAlreadyExistsException e) {
      throw new IOException(target + ": appeared during the run and was not replaced", e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
