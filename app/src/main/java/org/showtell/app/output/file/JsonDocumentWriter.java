package org.showtell.app.output.file;

import java.io.IOException;

/**
 * Records of JSON, each written as it comes: lines, or the elements of one array. On stdout a
 * killed run leaves an array without its end.
 */
public abstract class JsonDocumentWriter extends DocumentWriter {
  private final boolean array;
  private boolean started;

  /**
   * @param array whether the records are the elements of one array
   */
  protected JsonDocumentWriter(Destination destination, boolean array) {
    super(destination);
    this.array = array;
  }

  /** Writes one record with its line break in one piece. */
  protected final void record(String json) throws IOException {
    write(array ? (started ? ",\n" : "[\n") + json : json + "\n");
    started = true;
  }

  @Override
  public void finish() throws IOException {
    if (array) {
      write(started ? "\n]\n" : "[]\n");
    }
    super.finish();
  }
}
