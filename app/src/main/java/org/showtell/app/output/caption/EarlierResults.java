package org.showtell.app.output.caption;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.ALREADY_DONE;
import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.FAILED_EARLIER;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.FileInPlace;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.file.PrintableText;
import org.showtell.encoder.file.AtomicFile;

/**
 * What an earlier run left in a JSON Lines or CSV file: the photos that it has, and where its last
 * complete record ends. A photo that stands there N times is left out N times, so that a continued
 * run ends with the same lines as one that was never interrupted.
 */
final class EarlierResults implements InputFilter {
  private final Path file;
  private final CaptionFormat format;
  private final boolean retryFailed;
  private final Map<String, Integer> done = new HashMap<>();
  private final Map<String, Integer> failed = new HashMap<>();
  private final Set<String> models = new TreeSet<>();
  private long length;
  private long completeLength;
  private boolean lineBreakMissing;

  private EarlierResults(Path file, CaptionFormat format, boolean retryFailed) {
    this.file = file;
    this.format = format;
    this.retryFailed = retryFailed;
  }

  /**
   * Reads a file, a record at a time.
   *
   * @param format JSONL or CSV
   * @param table the columns that a CSV file must have
   * @throws OutputRefusedException if the file holds something else
   */
  static EarlierResults read(Path file, CaptionFormat format, CsvTable table, boolean retryFailed)
      throws OutputRefusedException {
    EarlierResults results = new EarlierResults(file, format, retryFailed);
    try (InputStream in = Files.newInputStream(file)) {
      results.scan(new RecordScanner(in, format == CaptionFormat.CSV), table);
    } catch (IOException e) {
      throw new OutputRefusedException(
          file + ": cannot be continued: " + FailureReason.of(e) + "; name another file with -o");
    }
    return results;
  }

  private void scan(RecordScanner scanner, CsvTable table)
      throws IOException, OutputRefusedException {
    byte[] header = table.header().getBytes(StandardCharsets.UTF_8);
    long number = 0;
    for (byte[] record = scanner.next(); record != null; record = scanner.next()) {
      number++;
      if (format == CaptionFormat.CSV && number == 1) {
        checkHeader(record, header);
      } else {
        add(parse(record, header), number);
      }
    }
    completeLength = scanner.end();
    length = completeLength + scanner.rest().length;
    // A cut-off JSON object is never complete, so one that is only lost its line break. A cut-off
    // row of CSV cannot be told from a complete one and is done again.
    if (format == CaptionFormat.JSONL) {
      Optional<EarlierRecord> last = parse(scanner.rest(), header);
      if (last.isPresent()) {
        add(last, number + 1);
        completeLength = length;
        lineBreakMissing = true;
      }
    }
  }

  private void checkHeader(byte[] record, byte[] header) throws OutputRefusedException {
    String expected = new String(header, StandardCharsets.UTF_8).strip();
    String found = new String(record, StandardCharsets.UTF_8).strip();
    if (!found.equals(expected)) {
      throw new OutputRefusedException(
          file
              + ": cannot be continued: its columns are "
              + PrintableText.of(found.length() > 80 ? found.substring(0, 80) + "..." : found)
              + ", those of this run are "
              + expected
              + "; use the same --num-captions and --keywords, name another file with -o, or"
              + " --overwrite it");
    }
  }

  private Optional<EarlierRecord> parse(byte[] record, byte[] header) {
    return format == CaptionFormat.CSV
        ? EarlierRecords.fromCsv(record, header)
        : EarlierRecords.fromJson(record);
  }

  private void add(Optional<EarlierRecord> record, long number) throws OutputRefusedException {
    if (record.isEmpty()) {
      throw new OutputRefusedException(
          file
              + ": cannot be continued: line "
              + number
              + " is not a caption record of -f "
              + format
              + "; name another file with -o, or --overwrite this one");
    }
    EarlierRecord found = record.get();
    models.add(found.model());
    (found.failed() ? failed : done).merge(found.path(), 1, Integer::sum);
  }

  @Override
  public InputEntry apply(PhotoInput photo) {
    if (take(done, photo.path())) {
      return new IgnoredInput(photo.path(), "captioned in " + file, ALREADY_DONE);
    }
    if (!retryFailed && take(failed, photo.path())) {
      return new IgnoredInput(
          photo.path(), "failed in " + file + "; --retry-failed tries it again", FAILED_EARLIER);
    }
    return photo;
  }

  // Taken out, so that the memory shrinks as the run goes on.
  private static boolean take(Map<String, Integer> counts, String path) {
    Integer left = counts.get(path);
    if (left == null) {
      return false;
    }
    if (left == 1) {
      counts.remove(path);
    } else {
      counts.put(path, left - 1);
    }
    return true;
  }

  /** The names of the models that the records are by. */
  Set<String> models() {
    return Set.copyOf(models);
  }

  /** Whether the file has no record and, where it should, no header. */
  boolean isEmpty() {
    return completeLength == 0;
  }

  /**
   * Opens the file for what follows: the half-written record is cut off, and where failed photos
   * are tried again, so are their records.
   *
   * @throws OutputRefusedException if another run is writing to the file
   * @throws IOException if it cannot be written
   */
  Destination continued() throws OutputRefusedException, IOException {
    FileInPlace opened = FileInPlace.open(file, length, completeLength);
    if (lineBreakMissing) {
      opened.write(new byte[] {'\n'});
    }
    if (!retryFailed || failed.isEmpty()) {
      return opened;
    }
    try (opened) { // its lock holds other runs off while the file is changed for another
      copyWithoutFailed();
    }
    return FileInPlace.open(file, -1, Files.size(file));
  }

  private void copyWithoutFailed() throws IOException {
    byte[] header = null;
    try (InputStream in = Files.newInputStream(file);
        AtomicFile copy = new AtomicFile(file);
        OutputStream out = copy.stream()) {
      RecordScanner scanner = new RecordScanner(in, format == CaptionFormat.CSV);
      for (byte[] record = scanner.next(); record != null; record = scanner.next()) {
        if (format == CaptionFormat.CSV && header == null) {
          header = record;
          out.write(record);
        } else if (!parse(record, header).map(EarlierRecord::failed).orElse(false)) {
          out.write(record);
        }
      }
      copy.replace();
    }
  }
}
