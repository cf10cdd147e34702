package org.showtell.dataset.text;

import static org.showtell.dataset.AnnotationFormatException.atLine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.showtell.dataset.AnnotationFormatException;

/** CSV files whose first line names the columns; spreadsheets also put semicolons or tabs there. */
final class CsvTable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private CsvTable() {}

  static CSVParser parse(BufferedReader text) throws IOException {
    return CSVParser.parse(text, FORMAT.builder().setDelimiter(ColumnDelimiter.of(text)).get());
  }

  /** The names of a table's columns, if these two are among them. */
  static List<String> columns(Path file, CSVParser table, String first, String second)
      throws AnnotationFormatException {
    List<String> columns = table.getHeaderNames();
    for (String column : List.of(first, second)) {
      if (columns.stream().noneMatch(column::equalsIgnoreCase)) {
        throw atLine(file, 1, "a column " + column, String.join(",", columns), "name the columns");
      }
    }
    return columns;
  }

  /** Refuses a row without a value for each of so many columns. */
  static void check(Path file, long line, CSVRecord row, int columns)
      throws AnnotationFormatException {
    if (!row.isConsistent() || row.size() < columns) {
      throw atLine(
          file,
          line,
          "as many values as columns",
          row.size() + " values",
          "put values with commas into double quotes");
    }
  }
}
