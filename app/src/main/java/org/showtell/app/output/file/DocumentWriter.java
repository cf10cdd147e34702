package org.showtell.app.output.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes results of any kind into one document, piece by piece in UTF-8. */
public abstract class DocumentWriter implements Closeable {
  private final Destination destination;

  /**
   * @param destination closed with this writer
   */
  protected DocumentWriter(Destination destination) {
    this.destination = destination;
  }

  protected final void write(String text) throws IOException {
    destination.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Completes the document. */
  public void finish() throws IOException {
    destination.commit();
  }

  @Override
  public void close() throws IOException {
    destination.close();
  }
}
