package org.showtell.app.output.caption;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a file into its records, by their bytes: a record ends with a line feed, in CSV only with
 * one that is not inside quotes. Where the first row of CSV ends with a carriage return alone, the
 * others may too.
 */
public final class RecordScanner {
  /** No record of ours is longer; a file without line feeds is not one of ours. */
  private static final int LONGEST = 16 << 20;

  private final InputStream in;
  private final boolean quoted;
  private final ByteArrayOutputStream record = new ByteArrayOutputStream();
  private long end;
  private boolean carriageReturns;

  /**
   * @param quoted whether the records are rows of CSV
   */
  public RecordScanner(InputStream in, boolean quoted) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.quoted = quoted;
  }

  /** The next record with its line feed; null where no complete one is left. */
  public byte[] next() throws IOException {
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
  public long end() {
    return end;
  }

  /** What comes after the last complete record, once {@link #next} has found no more. */
  public byte[] rest() {
    return record.toByteArray();
  }
}
