package org.showtell.app.output.caption;

import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.ALREADY_DONE;
import static org.showtell.app.input.InputEntry.IgnoredInput.Kind.FAILED_EARLIER;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.showtell.app.input.FailureReason;
import org.showtell.app.input.InputEntry;
import org.showtell.app.input.InputEntry.FailedInput;
import org.showtell.app.input.InputEntry.IgnoredInput;
import org.showtell.app.input.InputFilter;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.file.Destination;
import org.showtell.app.output.file.FileInPlace;
import org.showtell.app.output.file.OutputRefusedException;
import org.showtell.app.output.file.PrintableText;
import org.showtell.dataset.TextEncoding;
import org.showtell.encoder.file.AtomicFile;

/**
 * A JSON Lines or CSV file of an earlier run, continued: the images that it has are left out, and
 * writing goes on where its last complete record ends. An image that it has N times is left out N
 * times, so that a continued run ends with the same lines as one that was never interrupted.
 */
public final class ContinuedOutput implements CaptionOutput {
  private static final int HEAD = 4096;

  private final OutputConfig config;
  private final Path file;
  private final boolean csv;
  private CsvWriter.Table table;
  private int headerRecords;
  private final Map<String, Integer> done = new HashMap<>();
  private final Map<String, Integer> failed = new HashMap<>();
  private final Set<String> models = new TreeSet<>();
  private long length;
  private long completeLength;
  private String missingEnd = ""; // of the last record

  /**
   * Reads what an earlier run wrote, a record at a time.
   *
   * @throws OutputRefusedException if the file holds something else
   */
  public ContinuedOutput(OutputConfig config, Path file) throws OutputRefusedException {
    this.config = config;
    this.file = file;
    csv = config.format() == CaptionFormat.CSV;
    table = config.table();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      checkEncoding(in);
      scan(new RecordScanner(in, csv));
    } catch (IOException e) {
      throw refused(FailureReason.of(e) + "; name another output");
    }
  }

  private void scan(RecordScanner scanner) throws IOException, OutputRefusedException {
    long number = 0;
    boolean headerRead = !csv;
    for (byte[] record = scanner.next(); record != null; record = scanner.next()) {
      number++;
      String text = text(record, number);
      if (!headerRead) {
        headerRecords++;
        headerRead = readHeader(text);
      } else if (!isEmpty(text)) {
        add(parse(text), number);
      }
    }
    completeLength = headerRead ? scanner.end() : 0;
    length = scanner.end() + scanner.rest().length;
    Optional<EarlierRecord> last = headerRead ? last(scanner.rest()) : Optional.empty();
    if (last.isPresent()) {
      add(last, number + 1);
      completeLength = length;
      missingEnd = missingEnd(scanner.rest());
    }
  }

  /**
   * The record without a line end: Google's spreadsheets write none behind the last one. A cut-off
   * JSON object is never complete; a cut-off row of CSV has fewer columns, or ends before or within
   * its error.
   */
  private Optional<EarlierRecord> last(byte[] rest) {
    if (!csv) {
      return EarlierRecord.fromJson(rest);
    }
    String row = new String(rest, StandardCharsets.UTF_8);
    List<String> fields = table.dialect().fields(row);
    List<String> columns = table.columns();
    boolean captioned =
        fields.size() == columns.size()
            && !fields.get(columns.indexOf(CsvWriter.Table.CAPTION)).isEmpty();
    return captioned
        ? EarlierRecord.fromCsv(row, table).filter(record -> !record.failed())
        : Optional.empty();
  }

  private String missingEnd(byte[] record) {
    String end = csv ? table.dialect().lineEnd() : "\n";
    return record[record.length - 1] == '\r' ? end.replace("\r", "") : end;
  }

  private void checkEncoding(InputStream in) throws IOException, OutputRefusedException {
    in.mark(HEAD);
    TextEncoding encoding = TextEncoding.of(in.readNBytes(HEAD));
    in.reset();
    if (encoding.isWide()) {
      throw refused("it is in %s; save it as UTF-8".formatted(encoding.charset()));
    }
  }

  private String text(byte[] record, long number) throws OutputRefusedException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record)).toString();
      return number == 1 && text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refused(
          "line " + number + " is not UTF-8; save it as UTF-8 (a spreadsheet: CSV UTF-8)");
    }
  }

  /** Reads the columns in the way they are written; false for the line that tells Excel the way. */
  private boolean readHeader(String header) throws OutputRefusedException {
    if (CsvDialect.isHint(header)) {
      return false;
    }
    table = new CsvWriter.Table(table.numCaptions(), table.keywords(), CsvDialect.of(header));
    if (!table.dialect().fields(header).equals(table.columns())) {
      String found = header.strip();
      throw refused(
          "its columns must be %s, but got %s; use the same numCaptions and keywords, name another"
                  .formatted(
                      String.join(",", table.columns()),
                      PrintableText.of(
                          found.length() > 80 ? found.substring(0, 80) + "..." : found))
              + " output, or overwrite it");
    }
    return true;
  }

  private boolean isEmpty(String record) {
    return record.isBlank()
        || csv && record.chars().allMatch(c -> c == table.dialect().delimiter() || c <= ' ');
  }

  private OutputRefusedException refused(String reason) {
    return new OutputRefusedException(file + ": cannot be continued: " + reason);
  }

  private Optional<EarlierRecord> parse(String record) {
    return csv
        ? EarlierRecord.fromCsv(record, table)
        : EarlierRecord.fromJson(record.getBytes(StandardCharsets.UTF_8));
  }

  private void add(Optional<EarlierRecord> record, long number) throws OutputRefusedException {
    if (record.isEmpty()) {
      throw refused(
          "line %s is not a caption record of format %s; name another output, or overwrite this one"
              .formatted(number, config.format()));
    }
    EarlierRecord found = record.get();
    models.add(found.model());
    (found.failed() ? failed : done).merge(found.path(), 1, Integer::sum);
  }

  @Override
  public InputFilter filter() {
    return new InputFilter() {
      @Override
      public InputEntry apply(PhotoInput photo) {
        return admit(photo);
      }

      @Override
      public InputEntry failed(FailedInput input) {
        return admit(input); // else its record would be added in each run
      }
    };
  }

  private InputEntry admit(InputEntry input) {
    if (take(done, input.path())) {
      return new IgnoredInput(input.path(), "captioned in " + file, ALREADY_DONE);
    }
    if (!config.retryFailed() && take(failed, input.path())) {
      return new IgnoredInput(
          input.path(), "failed in " + file + "; retryFailed tries it again", FAILED_EARLIER);
    }
    return input;
  }

  // Taken out, so that the memory shrinks as the run goes on.
  private static boolean take(Map<String, Integer> counts, String path) {
    boolean left = counts.containsKey(path);
    counts.computeIfPresent(path, (same, count) -> count == 1 ? null : count - 1);
    return left;
  }

  @Override
  public CaptionWriter open(String model) throws OutputRefusedException {
    try {
      Destination destination = continued();
      return csv
          ? new CsvWriter(destination, table, completeLength == 0)
          : new JsonWriter(destination, config.details(), false);
    } catch (IOException e) {
      throw OutputRefusedException.unwritable(file.toString(), e);
    }
  }

  // The half-written record is cut off, and where failed images are tried again, so are their
  // records.
  private Destination continued() throws OutputRefusedException, IOException {
    FileInPlace opened = FileInPlace.open(file, length, completeLength);
    opened.write(missingEnd.getBytes(StandardCharsets.UTF_8));
    if (!config.retryFailed() || failed.isEmpty()) {
      return opened;
    }
    try (opened) { // its lock holds other runs off while the file is changed for another
      copyWithoutFailed();
    }
    return FileInPlace.open(file, -1, Files.size(file));
  }

  private void copyWithoutFailed() throws IOException {
    int headerLeft = headerRecords;
    try (InputStream in = Files.newInputStream(file);
        AtomicFile copy = new AtomicFile(file);
        OutputStream out = copy.stream()) {
      RecordScanner scanner = new RecordScanner(in, csv);
      for (byte[] record = scanner.next(); record != null; record = scanner.next()) {
        String text = new String(record, StandardCharsets.UTF_8);
        if (headerLeft > 0 || !parse(text).map(EarlierRecord::failed).orElse(false)) {
          out.write(record);
        }
        headerLeft--;
      }
      copy.replace();
    }
  }

  @Override
  public List<String> notes(String model) {
    return models.isEmpty() || models.equals(Set.of(model))
        ? List.of()
        : List.of(
            "%s: holds captions by %s; those that are added are by %s"
                .formatted(file, String.join(", ", models), model));
  }
}
