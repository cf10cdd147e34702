package org.showtell.app.output.video;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.showtell.app.output.file.Destination;

/** Results of all videos in one document. */
abstract class VideoDocument implements VideoWriter {
  private final Destination destination;

  /**
   * @param destination closed with this writer
   */
  VideoDocument(Destination destination) {
    this.destination = destination;
  }

  /** Writes the next piece, in UTF-8. */
  final void write(String text) throws IOException {
    destination.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void finish() throws IOException {
    destination.commit();
  }

  @Override
  public void close() throws IOException {
    destination.close();
  }
}
