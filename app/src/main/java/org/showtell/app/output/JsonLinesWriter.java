package org.showtell.app.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.showtell.app.pipeline.CaptionedPhoto;

/** One record per line, each written with its line break in one piece. */
final class JsonLinesWriter implements CaptionWriter {
  private final Destination destination;
  private final boolean words;

  /**
   * @param words whether each caption has its words and where the model looked for them
   */
  JsonLinesWriter(Destination destination, boolean words) {
    this.destination = destination;
    this.words = words;
  }

  @Override
  public void write(CaptionedPhoto photo) throws IOException {
    String line = CaptionJson.line(photo.record(), words) + "\n";
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
