package org.showtell.app.output.caption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.output.file.Destination;

/**
 * One array of records, each on its line and written as it comes. On stdout a killed run leaves an
 * array without its end; a file appears only when the array is complete.
 */
public final class JsonArrayWriter implements CaptionWriter {
  private final Destination destination;
  private final RecordDetails details;
  private boolean started;

  /**
   * @param details what the records say beside the captions
   */
  public JsonArrayWriter(Destination destination, RecordDetails details) {
    this.destination = destination;
    this.details = details;
  }

  @Override
  public void write(CaptionedPhoto photo) throws IOException {
    write((started ? ",\n" : "[\n") + CaptionJson.line(photo.record(), details));
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
