package org.showtell.app.output.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.showtell.app.input.FailureReason;
import org.showtell.encoder.file.AtomicFile;

/** A document that appears at its place when it is complete, and not at all if it never is. */
public final class FileWhenDone implements Destination {
  private final Path target;
  private final boolean overwrite;
  private final AtomicFile file;
  private final OutputStream out;

  /**
   * @param overwrite whether what exists when the document is complete may be replaced
   */
  public FileWhenDone(Path target, boolean overwrite) throws IOException {
    this.target = target;
    this.overwrite = overwrite;
    this.file = new AtomicFile(target);
    this.out = new BufferedOutputStream(file.stream());
  }

  @Override
  public void write(byte[] piece) throws IOException {
    try {
      out.write(piece);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @Override
  public void commit() throws IOException {
    try {
      out.flush();
      if (overwrite) {
        file.replace();
      } else {
        file.place();
      }
    } catch (FileAlreadyExistsException e) {
      throw new IOException(target + ": appeared during the run and was not replaced", e);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private IOException broken(IOException e) {
    return new IOException(target + ": " + FailureReason.of(e) + "; nothing was left there", e);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
