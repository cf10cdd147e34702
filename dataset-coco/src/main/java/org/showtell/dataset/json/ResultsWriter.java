package org.showtell.dataset.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a results file result by result, one per line; the file is complete once closed. */
public final class ResultsWriter implements AutoCloseable {
  private final JsonGenerator json;

  private ResultsWriter(JsonGenerator json) {
    this.json = json;
  }

  /**
   * @param file where to; an existing file is replaced
   * @return the writer, which the caller closes
   * @throws IOException if the file cannot be written
   */
  public static ResultsWriter open(Path file) throws IOException {
    return open(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /**
   * @param out where to; closed with the writer
   * @return the writer, which the caller closes
   * @throws IOException if the stream cannot be written
   */
  public static ResultsWriter open(OutputStream out) throws IOException {
    return new ResultsWriter(IdTextRows.begin(out));
  }

  /**
   * @param result written as a number where its id is one, else as a string
   * @throws IOException if it cannot be written
   */
  public void write(CaptionResult result) throws IOException {
    ResultsFile.ROWS.write(json, result.imageId(), result.caption());
  }

  @Override
  public void close() throws IOException {
    IdTextRows.end(json);
  }
}
