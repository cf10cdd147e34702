package org.showtell.app.output.caption;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier run wrote about one image with {@link JsonWriter} or {@link CsvWriter}, as far as
 * it matters to a later one.
 *
 * @param model that was asked; empty where the record does not say
 * @param failed whether there is no caption
 */
record EarlierRecord(String path, String model, boolean failed) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The record in a line of JSON; empty where the line is not a complete one. */
  static Optional<EarlierRecord> fromJson(byte[] line) {
    try {
      JsonNode record = JSON.readTree(line);
      return record.path("path").isTextual()
          ? Optional.of(
              new EarlierRecord(
                  record.get("path").textValue(),
                  record.path("model").asText(""),
                  record.hasNonNull("error")))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The record in a row of CSV; empty where the row does not have the table's columns. */
  static Optional<EarlierRecord> fromCsv(String row, CsvWriter.Table table) {
    List<String> columns = table.columns();
    List<String> fields = new ArrayList<>(table.dialect().fields(row));
    // A spreadsheet may leave empty columns at the end of a row out.
    if (fields.size() == columns.size() - 1) {
      fields.add("");
    }
    if (fields.size() != columns.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new EarlierRecord(
            fields.get(columns.indexOf(CsvWriter.Table.PATH)),
            fields.get(columns.indexOf(CsvWriter.Table.MODEL)),
            !fields.get(columns.indexOf(CsvWriter.Table.ERROR)).isEmpty()));
  }

  /**
   * Cuts a file into its records, by their bytes: a record ends with a line feed, in CSV only with
   * one that is not inside quotes. Where the first row of CSV ends with a carriage return alone,
   * the others may too.
   */
  static final class Scanner {
    /** No record of ours is longer; a file without line feeds is not one of ours. */
    private static final int LONGEST = 16 << 20;

    private final InputStream in;
    private final boolean quoted;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private long end;
    private boolean carriageReturns;

    Scanner(InputStream in, boolean quoted) {
      this.in = new BufferedInputStream(in, 1 << 16);
      this.quoted = quoted;
    }

    /** The next record with its line feed; null where no complete one is left. */
    byte[] next() throws IOException {
      record.reset();
      boolean insideQuotes = false;
      for (int b = in.read(); b >= 0; b = in.read()) {
        record.write(b);
        if (b == '"' && quoted) {
          insideQuotes = !insideQuotes; // a doubled quote changes it twice
        } else if (!insideQuotes && (b == '\n' || b == '\r' && quoted && isCarriageReturnAlone())) {
          end += record.size();
          return record.toByteArray();
        }
        if (record.size() > LONGEST) {
          throw new IOException("a record after byte " + end + " is longer than any of ours");
        }
      }
      return null;
    }

    private boolean isCarriageReturnAlone() throws IOException {
      in.mark(1);
      int next = in.read();
      in.reset();
      carriageReturns |= end == 0 && next >= 0 && next != '\n';
      return carriageReturns && next != '\n';
    }

    /** Where the last complete record ends, in bytes from the beginning. */
    long end() {
      return end;
    }

    /** What comes after the last complete record, once {@link #next} has found no more. */
    byte[] rest() {
      return record.toByteArray();
    }
  }
}
