package org.showtell.app.output.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.showtell.app.output.caption.RecordScanner;

/**
 * A file of captions as JSON Lines, as an array of JSON with a record per line, or as CSV. In
 * memory is where each record lies, 24 bytes for each. Of several records of one image the last one
 * counts.
 */
final class CaptionFile implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_WRONG = 3; // of a file with no caption until then

  private final RandomAccessFile file;
  private final List<String> columns; // of CSV; null for JSON
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
      columns = columns();
      long number = columns == null ? 0 : 1;
      RecordScanner scanner = scanner();
      byte[] record = scanner.next();
      for (long at = 0; record != null; record = scanner.next()) {
        if (at > 0 || columns == null) {
          number++;
          index(path, record, at, number, bad);
        }
        at = scanner.end();
        if (size == 0 && wrong == MOST_WRONG) {
          throw new IOException(
              "no caption in its first records; diff reads csv, jsonl and json with a line per record");
        }
      }
      index(path, scanner.rest(), scanner.end(), number + 1, bad);
      if (size == 0 && number > (columns == null ? 0 : 1)) {
        throw new IOException("no captions in it; diff reads jsonl and csv files");
      }
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private List<String> columns() throws IOException {
    byte[] head = scanner().next();
    String text =
        head == null ? "" : new String(head, StandardCharsets.UTF_8).replace("\ufeff", "").strip();
    if (text.isEmpty() || text.startsWith("{") || text.startsWith("[")) {
      return null;
    }
    List<String> fields = fields(head);
    if (!fields.contains("path") || !fields.contains("caption")) {
      throw new IOException("neither jsonl nor a csv file with the columns path and caption");
    }
    return fields;
  }

  private RecordScanner scanner() throws IOException {
    file.seek(0);
    return new RecordScanner(Channels.newInputStream(file.getChannel()), columns != null);
  }

  private void index(Path path, byte[] bytes, long at, long number, Consumer<String> bad) {
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    if (text.isEmpty() || columns == null && List.of("[", "]", "[]").contains(text)) {
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
    return columns == null ? fromJson(bytes) : fromCsv(bytes);
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
    List<String> fields = fields(bytes);
    if (fields.size() != columns.size()) {
      return Optional.empty();
    }
    String score = field(fields, "score");
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

  private static List<String> fields(byte[] row) {
    String text = new String(row, StandardCharsets.UTF_8).replace("\ufeff", "");
    try (CSVParser csv = CSVFormat.RFC4180.parse(new StringReader(text))) {
      List<CSVRecord> records = csv.getRecords();
      return records.size() == 1 ? records.get(0).toList() : List.of();
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
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
      file.seek(at);
      reader = new RecordScanner(Channels.newInputStream(file.getChannel()), columns != null);
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
    long at = 0;
    for (byte[] record = scanner.next(); record != null; record = scanner.next()) {
      visit(record, at, sink);
      at = scanner.end();
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
