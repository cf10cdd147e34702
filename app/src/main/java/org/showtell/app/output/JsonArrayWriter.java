package org.showtell.app.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.showtell.app.pipeline.CaptionedPhoto;

/**
 * One array of records, each on its line and written as it comes. On stdout a killed run leaves an
 * array without its end; a file appears only when the array is complete.
 */
final class JsonArrayWriter implements CaptionWriter {
  private final Destination destination;
  private final boolean words;
  private boolean started;

  /**
   * @param words whether each caption has its words and where the model looked for them
   */
  JsonArrayWriter(Destination destination, boolean words) {
    this.destination = destination;
    this.words = words;
  }

  @Override
  public void write(CaptionedPhoto photo) throws IOException {
    write((started ? ",\n" : "[\n") + CaptionJson.line(photo.record(), words));
    started = true;
  }

  @Override
  public void finish() throws IOException {
    write(started ? "\n]\n" : "[]\n");
    destination.commit();
  }

  private void write(String text) throws IOException {
    destination.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    destination.close();
  }
}
