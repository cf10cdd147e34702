package org.showtell.app.output.caption;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an earlier run wrote about one image with {@link JsonWriter} or {@link CsvWriter}, as far as
 * it matters to a later one.
 *
 * @param model that was asked; empty where the record does not say
 * @param failed whether there is an error: no caption, or one that is not where it should be too
 */
record EarlierRecord(String path, String model, boolean failed) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN
          .build();

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
}
