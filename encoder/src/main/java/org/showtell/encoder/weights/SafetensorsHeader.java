package org.showtell.encoder.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the JSON header of a safetensors file and checks it against the format's rules: known keys,
 * sane shapes, offsets that tile the data exactly.
 */
final class SafetensorsHeader {
  /** Dimensions of a tensor; far above what any network needs. */
  private static final int MAX_RANK = 16;

  /**
   * Tensors, and entries of metadata, in a file; a hostile header of 100 MB could name two million.
   */
  private static final int MAX_ENTRIES = 1 << 16;

  private static final Map<String, Integer> TYPE_BYTES = new TreeMap<>();

  static {
    List.of("F64", "I64", "U64").forEach(type -> TYPE_BYTES.put(type, 8));
    List.of("F32", "I32", "U32").forEach(type -> TYPE_BYTES.put(type, 4));
    List.of("F16", "BF16", "I16", "U16").forEach(type -> TYPE_BYTES.put(type, 2));
    List.of("I8", "U8", "BOOL").forEach(type -> TYPE_BYTES.put(type, 1));
  }

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String file;
  private final long dataLength;
  private final Map<String, TensorEntry> entries = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private SafetensorsHeader(String file, long dataLength) {
    this.file = file;
    this.dataLength = dataLength;
  }

  /**
   * @param dataLength how many bytes follow the header
   */
  static SafetensorsHeader parse(String file, byte[] json, long dataLength)
      throws ModelFileException {
    SafetensorsHeader header = new SafetensorsHeader(file, dataLength);
    try (JsonParser parser = JSON.createParser(json)) {
      header.readTop(parser);
    } catch (ModelFileException e) {
      throw e;
    } catch (IOException e) {
      throw header.broken("the header must be a JSON object", firstLine(e.getMessage()));
    }
    header.checkTiling();
    return header;
  }

  Map<String, TensorEntry> entries() {
    return entries;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  private void readTop(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw broken("the header must be a JSON object", parser.currentToken());
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      requireToken(
          parser.nextToken(), JsonToken.START_OBJECT, "the entry of '" + brief(name) + "'");
      if (name.equals("__metadata__")) {
        readMetadata(parser);
      } else {
        entries.put(name, readEntry(name, parser));
        requireFew(entries.size(), "tensors");
      }
    }
    if (parser.nextToken() != null) {
      throw broken("nothing may follow the header's JSON object", "more");
    }
  }

  private void readMetadata(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      requireToken(parser.nextToken(), JsonToken.VALUE_STRING, "metadata '" + brief(key) + "'");
      metadata.put(key, parser.getText());
      requireFew(metadata.size(), "entries of metadata");
    }
  }

  private TensorEntry readEntry(String name, JsonParser parser) throws IOException {
    String what = "tensor '" + brief(name) + "'";
    if (name.isBlank()) {
      throw broken("a tensor must have a name", "a blank one");
    }
    String type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (key) {
        case "dtype" -> {
          requireToken(value, JsonToken.VALUE_STRING, "dtype of " + what);
          type = parser.getText();
        }
        case "shape" -> shape = readNumbers(parser, MAX_RANK, "shape of " + what);
        case "data_offsets" -> offsets = readNumbers(parser, 2, "data_offsets of " + what);
        default ->
            throw broken(what + " must have dtype, shape and data_offsets", "'" + brief(key) + "'");
      }
    }
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw broken(what + " must have dtype, shape and two data_offsets", "fewer");
    }
    return checked(name, what, type, shape, offsets.get(0), offsets.get(1));
  }

  private List<Long> readNumbers(JsonParser parser, int most, String what) throws IOException {
    requireToken(parser.currentToken(), JsonToken.START_ARRAY, what);
    List<Long> numbers = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireToken(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          || parser.getLongValue() < 0) {
        throw broken(what + " must hold numbers from 0 to 2^63 - 1", brief(parser.getText()));
      }
      numbers.add(parser.getLongValue());
      if (numbers.size() > most) {
        throw broken(what + " must hold at most " + most + " numbers", "more");
      }
    }
    return numbers;
  }

  private TensorEntry checked(
      String name, String what, String type, List<Long> shape, long begin, long end)
      throws ModelFileException {
    Integer bytes = TYPE_BYTES.get(type);
    if (bytes == null) {
      throw broken(
          "dtype of " + what + " must be one of " + TYPE_BYTES.keySet(), "'" + brief(type) + "'");
    }
    if (begin > end || end > dataLength) {
      throw broken(
          what + " must lie within the " + dataLength + " bytes of data",
          "offsets " + begin + " to " + end);
    }
    List<Integer> dimensions = new ArrayList<>();
    long elements = 1;
    for (long dimension : shape) {
      if (dimension > Integer.MAX_VALUE || (elements *= dimension) > Integer.MAX_VALUE) {
        throw broken(what + " must have fewer than 2^31 elements", "shape " + shape);
      }
      dimensions.add((int) dimension);
    }
    if (elements * bytes != end - begin) {
      throw broken(
          "%s of shape %s and dtype %s must take %s bytes"
              .formatted(what, shape, type, elements * bytes),
          end - begin);
    }
    return new TensorEntry(name, type, List.copyOf(dimensions), begin, end);
  }

  /** Sorted by offset, each tensor must begin where the one before it ends. */
  private void checkTiling() throws ModelFileException {
    List<TensorEntry> sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
    long position = 0;
    for (TensorEntry entry : sorted) {
      if (entry.begin() != position) {
        throw broken(
            "tensors must follow one another without overlap or hole",
            "'%s' at %s instead of %s".formatted(brief(entry.name()), entry.begin(), position));
      }
      position = entry.end();
    }
    if (position != dataLength) {
      throw broken(
          "the tensors must fill the " + dataLength + " bytes of data", "an end at " + position);
    }
  }

  private void requireFew(int count, String what) throws ModelFileException {
    if (count > MAX_ENTRIES) {
      throw broken("a file may hold at most " + MAX_ENTRIES + " " + what, "more");
    }
  }

  private void requireToken(JsonToken token, JsonToken expected, String what)
      throws ModelFileException {
    if (token != expected) {
      throw broken(what + " must be " + expected, token);
    }
  }

  private ModelFileException broken(String rule, Object found) {
    return new ModelFileException(file, rule, found);
  }

  /** A hostile name must not fill the screen or move the cursor. */
  private static String brief(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= 80 ? printable : printable.substring(0, 77) + "...";
  }

  private static String firstLine(String message) {
    return message == null
        ? "something else"
        : "something else: " + brief(message.lines().findFirst().orElse(""));
  }

  /**
   * One tensor as a file's header declares it, checked.
   *
   * @param type its number format in the file, possibly one that {@link TensorType} does not read
   * @param begin where its bytes begin, from the end of the header
   * @param end where they end
   */
  record TensorEntry(String name, String type, List<Integer> shape, long begin, long end) {}
}
