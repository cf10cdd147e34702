package org.showtell.coco.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Writes a results file result by result, one per line; the file is complete once closed. */
public final class ResultsWriter implements AutoCloseable {
  /** Whole numbers without leading zeros that fit in 64 bits: the judge compares ids as numbers. */
  private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

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
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.setPrettyPrinter(new OneResultPerLine());
    json.writeStartArray();
    return new ResultsWriter(json);
  }

  /**
   * @param result written as a number where its id is one, else as a string
   * @throws IOException if it cannot be written
   */
  public void write(CaptionResult result) throws IOException {
    json.writeStartObject();
    if (NUMBER.matcher(result.imageId()).matches()) {
      json.writeNumberField("image_id", Long.parseLong(result.imageId()));
    } else {
      json.writeStringField("image_id", result.imageId());
    }
    json.writeStringField("caption", result.caption());
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    if (!json.isClosed()) {
      json.writeEndArray();
      json.writeRaw('\n');
      json.close();
    }
  }

  private static final class OneResultPerLine extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
      generator.writeRaw(",\n");
    }
  }
}
