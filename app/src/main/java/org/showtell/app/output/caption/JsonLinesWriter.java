package org.showtell.app.output.caption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.output.file.Destination;

/** One record per line, each written with its line break in one piece. */
public final class JsonLinesWriter implements CaptionWriter {
  private final Destination destination;
  private final RecordDetails details;

  /**
   * @param details what the records say beside the captions
   */
  public JsonLinesWriter(Destination destination, RecordDetails details) {
    this.destination = destination;
    this.details = details;
  }

  @Override
  public void write(CaptionedPhoto photo) throws IOException {
    String line = CaptionJson.line(photo.record(), details) + "\n";
    destination.write(line.getBytes(StandardCharsets.UTF_8));
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
