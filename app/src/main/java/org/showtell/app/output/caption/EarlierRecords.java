package org.showtell.app.output.caption;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads back the records that {@link JsonLinesWriter} and {@link CsvWriter} write. */
final class EarlierRecords {
  private static final JsonFactory JSON = new JsonFactory();

  private EarlierRecords() {}

  /** The record in a line of JSON; nothing where the line is not a complete one. */
  static Optional<EarlierRecord> fromJson(byte[] line) {
    String path = null;
    String model = "";
    boolean failed = false;
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        switch (field) {
          case "path" -> path = json.getValueAsString();
          case "model" -> model = json.getValueAsString("");
          case "error" -> failed = value != JsonToken.VALUE_NULL;
          default -> json.skipChildren();
        }
      }
      boolean complete = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
      return complete && path != null
          ? Optional.of(new EarlierRecord(path, model, failed))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The record in a row of CSV; nothing where the row does not have the header's columns. */
  static Optional<EarlierRecord> fromCsv(byte[] row, byte[] header) {
    List<String> columns = fields(header);
    List<String> fields = fields(row);
    if (fields.size() != columns.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new EarlierRecord(
            fields.get(columns.indexOf(CsvTable.PATH)),
            fields.get(columns.indexOf(CsvTable.MODEL)),
            !fields.get(columns.indexOf(CsvTable.ERROR)).isEmpty()));
  }

  private static List<String> fields(byte[] row) {
    StringReader text = new StringReader(new String(row, StandardCharsets.UTF_8));
    try (CSVParser csv = CSVFormat.RFC4180.parse(text)) {
      List<CSVRecord> records = csv.getRecords();
      return records.size() == 1 ? records.get(0).toList() : List.of();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
