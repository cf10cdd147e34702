package org.showtell.app.output.caption;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.showtell.dataset.text.ColumnDelimiter;

/**
 * How a CSV file is written: ours as RFC 4180 says, one that a spreadsheet has saved with
 * semicolons or tabs between the columns, and other line ends.
 */
public record CsvDialect(char delimiter, String lineEnd) {
  static final CsvDialect OURS = new CsvDialect(',', "\r\n");

  /** Whether a line says to Excel what stands between the columns, and is no row. */
  public static boolean isHint(String line) {
    return line.strip().matches("sep=.?");
  }

  /** The dialect of a file that begins with this line, its end included. */
  public static CsvDialect of(String header) {
    String end = header.endsWith("\r\n") ? "\r\n" : header.endsWith("\r") ? "\r" : "\n";
    return new CsvDialect(ColumnDelimiter.of(header), end);
  }

  /** A row. */
  String line(List<?> fields) {
    return format().format(fields.toArray()) + lineEnd;
  }

  /** The fields of a row; none where it is not one row. */
  public List<String> fields(String row) {
    try (CSVParser csv = format().parse(new StringReader(row))) {
      List<CSVRecord> records = csv.getRecords();
      return records.size() == 1 ? records.get(0).toList() : List.of();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private CSVFormat format() {
    return CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
  }
}
