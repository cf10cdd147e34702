package org.showtell.app.output.file;

import java.io.IOException;
import java.io.OutputStream;

/** Stdout, or a device that the user named. */
public final class StreamDestination implements Destination {
  private final OutputStream out;
  private final boolean owned;

  /**
   * @param owned whether closing the destination closes the stream
   */
  public StreamDestination(OutputStream out, boolean owned) {
    this.out = out;
    this.owned = owned;
  }

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
}
