package org.showtell.dataset.text;

import static org.showtell.dataset.AnnotationFormatException.atLine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.TextEncoding;

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

  /** Makes something of a table. */
  @FunctionalInterface
  interface Reading<T> {
    T of(CSVParser table) throws IOException;
  }

  /** Opens a file, packed or not, and reads it. */
  static <T> T read(Path file, Reading<T> reading) throws IOException {
    try (BufferedReader text = TextEncoding.lenientReader(AnnotationFile.open(file));
        CSVParser table =
            CSVParser.parse(text, FORMAT.builder().setDelimiter(ColumnDelimiter.of(text)).get())) {
      return reading.of(table);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw noTable(file, e);
    }
  }

  private static AnnotationFormatException noTable(Path file, Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    String reason =
        cause instanceof CSVException
            ? "double quotes do not surround a value"
            : cause.getMessage();
    return new AnnotationFormatException(
        file + ": expected a CSV table in UTF-8 (" + reason + "); mend the file", e);
  }

  /** The names of a table's columns, if these two are among them. */
  static List<String> columns(Path file, CSVParser table, String first, String second)
      throws AnnotationFormatException {
    List<String> columns = table.getHeaderNames();
    if (columns.stream().anyMatch(CsvTable::isDamaged)) {
      throw atLine(file, 1, "UTF-8", "other bytes", "save it as UTF-8 (a spreadsheet: CSV UTF-8)");
    }
    for (String column : List.of(first, second)) {
      if (columns.stream().noneMatch(column::equalsIgnoreCase)) {
        throw atLine(file, 1, "a column " + column, String.join(",", columns), "name the columns");
      }
    }
    return columns;
  }

  /** Whether a row holds bytes that are not of the table's encoding. */
  static boolean isDamaged(CSVRecord row) {
    return row.stream().anyMatch(CsvTable::isDamaged);
  }

  private static boolean isDamaged(String value) {
    return value.indexOf('\ufffd') >= 0;
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
