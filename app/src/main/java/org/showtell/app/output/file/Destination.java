package org.showtell.app.output.file;

import java.io.Closeable;
import java.io.IOException;

/** Where the bytes of a document go: stdout, a file in place, or a file that appears when done. */
public interface Destination extends Closeable {
  /**
   * Writes one piece. On a stream and in a file that grows in place it is there when this returns.
   *
   * @throws IOException if it cannot be written; a file that grows is left as it was before
   */
  void write(byte[] piece) throws IOException;

  /**
   * Says that the document is complete.
   *
   * @throws IOException if it cannot be put in its place
   */
  void commit() throws IOException;
}
