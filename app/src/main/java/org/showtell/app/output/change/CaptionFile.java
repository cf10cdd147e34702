package org.showtell.app.output.change;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.showtell.app.output.caption.CsvDialect;
import org.showtell.app.output.caption.RecordScanner;
import org.showtell.dataset.TextEncoding;

/**
 * A file of captions as JSON Lines, as an array of JSON with a record per line, or as CSV. In
 * memory is where each record lies, 24 bytes for each. Of several records of one image the last one
 * counts.
 */
final class CaptionFile implements Closeable {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final int HEAD = 4096;
  private static final int MOST_WRONG = 3; // of a file with no caption until then

  private final RandomAccessFile file;
  private CsvDialect dialect; // null for JSON
  private List<String> columns; // of CSV
  private long start; // of the first record behind CSV's header
  private long[] hashes = new long[1 << 12]; // open addressing; a hash of 0 is no entry
  private long[] offsets = new long[1 << 12];
  private final BitSet met = new BitSet();
  private int size;
  private int wrong; // records
  private RecordScanner reader; // of meet()
  private long readerStart; // its offset in the file

  /**
   * Reads a file once and keeps where its records are.
   *
   * @param bad hears of each record that cannot be read
   * @throws IOException if it holds no captions
   */
  CaptionFile(Path path, Consumer<String> bad) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
    try {
      long number = readHeader();
      long header = number;
      RecordScanner scanner = scanner();
      byte[] record = scanner.next();
      for (long at = start; record != null; record = scanner.next()) {
        number++;
        index(path, record, at, number, bad);
        at = start + scanner.end();
        if (size == 0 && wrong == MOST_WRONG) {
          throw new IOException(
              "no caption in its first records; diff reads csv, jsonl and json with a line per record");
        }
      }
      index(path, scanner.rest(), start + scanner.end(), number + 1, bad);
      if (size == 0 && number > header) {
        throw new IOException("no captions in it; diff reads jsonl and csv files");
      }
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Returns the number of records that are no captions: of CSV there are columns' names. */
  private long readHeader() throws IOException {
    byte[] head = new byte[(int) Math.min(HEAD, file.length())];
    file.readFully(head);
    TextEncoding encoding = TextEncoding.of(head);
    if (encoding.isWide()) {
      throw new IOException("it is in " + encoding.charset() + "; save it as UTF-8");
    }
    String beginning = withoutMark(new String(head, StandardCharsets.UTF_8)).strip();
    if (beginning.isEmpty() || beginning.startsWith("{") || beginning.startsWith("[")) {
      return 0;
    }
    dialect = CsvDialect.of("");
    RecordScanner scanner = scanner();
    long number = 0;
    String header;
    do {
      byte[] row = scanner.next();
      header = withoutMark(text(row == null ? scanner.rest() : row));
      number++;
    } while (CsvDialect.isHint(header));
    dialect = CsvDialect.of(header);
    columns = dialect.fields(header);
    start = scanner.end();
    if (!columns.contains("path") || !columns.contains("caption")) {
      throw new IOException("neither jsonl nor a csv file with the columns path and caption");
    }
    return number;
  }

  private static String text(byte[] row) {
    return new String(row, StandardCharsets.UTF_8);
  }

  private static String withoutMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private RecordScanner scanner() throws IOException {
    return scanner(start);
  }

  private RecordScanner scanner(long from) throws IOException {
    file.seek(from);
    return new RecordScanner(Channels.newInputStream(file.getChannel()), dialect != null);
  }

  private void index(Path path, byte[] bytes, long at, long number, Consumer<String> bad)
      throws IOException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
    } catch (CharacterCodingException e) {
      throw new IOException(
          "record " + number + " is not UTF-8; save it as UTF-8 (a spreadsheet: CSV UTF-8)", e);
    }
    if (text.isEmpty() || dialect == null && List.of("[", "]", "[]").contains(text)) {
      return;
    }
    Optional<SavedCaption> saved = parse(bytes);
    if (saved.isPresent()) {
      put(hash(saved.get().name()), at);
    } else {
      wrong++;
      bad.accept(path + ": record " + number + " is no caption that can be read; skipped");
    }
  }

  private Optional<SavedCaption> parse(byte[] bytes) {
    return dialect == null ? fromJson(bytes) : fromCsv(bytes);
  }

  private static Optional<SavedCaption> fromJson(byte[] bytes) {
    try {
      String line = new String(bytes, StandardCharsets.UTF_8).strip().replace("\ufeff", "");
      JsonNode record = JSON.readTree(line.startsWith(",") ? line.substring(1) : line);
      if (record == null || !record.path("path").isTextual()) {
        return Optional.empty();
      }
      List<String> keywords = new ArrayList<>();
      record.path("keywords").forEach(one -> keywords.add(one.path("word").asText()));
      JsonNode start = record.path("start");
      return Optional.of(
          new SavedCaption(
              record.get("path").textValue(),
              start.isNumber() ? start.doubleValue() : null,
              record.path("caption").textValue(),
              record.path("score").isNumber() ? record.get("score").doubleValue() : null,
              keywords,
              record.path("error").textValue()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<SavedCaption> fromCsv(byte[] bytes) {
    List<String> fields = new ArrayList<>(fields(bytes));
    if (fields.size() == columns.size() - 1) {
      fields.add(""); // a spreadsheet may leave empty columns at the end of a row out
    }
    if (fields.size() != columns.size()) {
      return Optional.empty();
    }
    String score = field(fields, "score");
    score = dialect.delimiter() == ',' ? score : score.replace(',', '.');
    String error = field(fields, "error");
    String caption = field(fields, "caption");
    try {
      return Optional.of(
          new SavedCaption(
              field(fields, "path"),
              null,
              caption.isEmpty() ? null : caption,
              score.isEmpty() ? null : Double.valueOf(score),
              Arrays.stream(field(fields, "keywords").split(";"))
                  .map(String::strip)
                  .filter(word -> !word.isEmpty())
                  .toList(),
              error.isEmpty() ? null : error));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private String field(List<String> fields, String column) {
    int at = columns.indexOf(column);
    return at < 0 ? "" : fields.get(at);
  }

  private List<String> fields(byte[] row) {
    return dialect.fields(text(row));
  }

  // FNV-1a; two of a million names share a hash once in ten million files.
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash == 0 ? 1 : hash;
  }

  private int slot(long hash) {
    int slot = (int) ((hash ^ hash >>> 29) & (hashes.length - 1));
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = slot + 1 & hashes.length - 1;
    }
    return slot;
  }

  private void put(long hash, long offset) {
    if (2 * size > hashes.length) {
      long[] oldHashes = hashes;
      long[] oldOffsets = offsets;
      hashes = new long[2 * oldHashes.length];
      offsets = new long[hashes.length];
      for (int i = 0; i < oldHashes.length; i++) {
        if (oldHashes[i] != 0) {
          int slot = slot(oldHashes[i]);
          hashes[slot] = oldHashes[i];
          offsets[slot] = oldOffsets[i];
        }
      }
    }
    int slot = slot(hash);
    size += hashes[slot] == 0 ? 1 : 0;
    hashes[slot] = hash;
    offsets[slot] = offset;
  }

  /** What the file says about the image of that name; it counts as met from then on. */
  Optional<SavedCaption> meet(String name) throws IOException {
    int slot = slot(hash(name));
    if (hashes[slot] == 0) {
      return Optional.empty();
    }
    met.set(slot);
    long at = offsets[slot];
    if (reader == null || readerStart + reader.end() != at) { // two files mostly have one order
      reader = scanner(at);
      readerStart = at;
    }
    byte[] record = reader.next();
    return parse(record == null ? reader.rest() : record);
  }

  /** Takes records in the order of the file. */
  interface Sink {
    void accept(SavedCaption saved, boolean met) throws IOException;
  }

  /** Walks over all images. */
  void forEach(Sink sink) throws IOException {
    RecordScanner scanner = scanner();
    long at = start;
    for (byte[] record = scanner.next(); record != null; record = scanner.next()) {
      visit(record, at, sink);
      at = start + scanner.end();
    }
    visit(scanner.rest(), at, sink);
  }

  private void visit(byte[] record, long at, Sink sink) throws IOException {
    Optional<SavedCaption> saved = parse(record);
    if (saved.isPresent()) {
      int slot = slot(hash(saved.get().name()));
      if (hashes[slot] != 0 && offsets[slot] == at) {
        sink.accept(saved.get(), met.get(slot));
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
