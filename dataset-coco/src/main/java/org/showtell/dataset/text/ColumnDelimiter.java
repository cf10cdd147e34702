package org.showtell.dataset.text;

import java.io.BufferedReader;
import java.io.IOException;

/**
 * What stands between the columns of a table: spreadsheets write commas, or semicolons where the
 * comma is for decimals, or tabs.
 */
public final class ColumnDelimiter {
  private static final int LONGEST_HEADER = 64 << 10;

  private ColumnDelimiter() {}

  /** The delimiter of the names in a table's first line; a comma where there is but one. */
  public static char of(String header) {
    char found = ',';
    long most = 0;
    for (char delimiter : new char[] {',', ';', '\t'}) {
      long count = header.chars().filter(c -> c == delimiter).count();
      if (count > most) {
        most = count;
        found = delimiter;
      }
    }
    return found;
  }

  /** The delimiter of what a reader stands before; the reader stands there afterwards too. */
  static char of(BufferedReader table) throws IOException {
    table.mark(LONGEST_HEADER);
    StringBuilder header = new StringBuilder();
    for (int c = table.read();
        c >= 0 && c != '\n' && c != '\r' && header.length() < LONGEST_HEADER - 1;
        c = table.read()) {
      header.append((char) c);
    }
    table.reset();
    return of(header.toString());
  }
}
