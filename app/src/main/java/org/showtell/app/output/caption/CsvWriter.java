package org.showtell.app.output.caption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.showtell.app.caption.CaptionedPhoto;
import org.showtell.app.output.file.Destination;

/** One row per photo, see {@link CsvTable}. */
public final class CsvWriter implements CaptionWriter {
  private final Destination destination;
  private final CsvTable table;

  /**
   * @param withHeader whether the file begins here; false where rows are added to one
   * @throws IOException if the header cannot be written
   */
  public CsvWriter(Destination destination, CsvTable table, boolean withHeader) throws IOException {
    this.destination = destination;
    this.table = table;
    if (withHeader) {
      write(table.header());
    }
  }

  @Override
  public void write(CaptionedPhoto photo) throws IOException {
    write(table.row(photo.record()));
  }

  private void write(String line) throws IOException {
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
