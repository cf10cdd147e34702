package org.showtell.dataset.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.showtell.dataset.AnnotationFile;
import org.showtell.dataset.AnnotationFormatException;
import org.showtell.dataset.CaptionedImage;

/**
 * Walks through a JSON file value by value and says where it stands when something is wrong.
 *
 * <p>Nothing but the current value is in memory. Every fault, broken JSON too, is an {@link
 * AnnotationFormatException} with the file and the JSON path.
 */
final class JsonCursor implements AutoCloseable {
  /** Python writes NaN and Infinity; where such a value does not count, it is no fault. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** The largest number that such a table holds exactly. */
  private static final double LARGEST_ID = 1L << 53;

  /** In characters: what nests without end is not named in full. */
  private static final int LONGEST_PATH = 200;

  /** What is done with each member of an object. */
  interface MemberReader {
    /** Reads or skips the value of one member. */
    void read(String key) throws IOException;
  }

  /** What is done with each element of an array. */
  interface ElementReader {
    /** Reads or skips the element with this index. */
    void read(int index) throws IOException;
  }

  private final Path file;
  private final JsonParser parser;

  private JsonCursor(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  static JsonCursor open(Path file) throws IOException {
    JsonParser parser = FACTORY.createParser(AnnotationFile.open(file));
    JsonCursor cursor = new JsonCursor(file, parser);
    try {
      cursor.next();
      return cursor;
    } catch (IOException e) {
      parser.close();
      throw e;
    }
  }

  /** Reads the object at which the cursor stands and steps behind it. */
  void object(String what, MemberReader reader) throws IOException {
    require(JsonToken.START_OBJECT, what);
    next();
    while (parser.currentToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      next();
      reader.read(key);
    }
    next();
  }

  /** Reads the array at which the cursor stands and steps behind it. */
  void array(String what, ElementReader reader) throws IOException {
    require(JsonToken.START_ARRAY, what);
    next();
    for (int index = 0; parser.currentToken() != JsonToken.END_ARRAY; index++) {
      reader.read(index);
    }
    next();
  }

  /** As {@link #array}; where the value is null there are no elements. */
  void arrayOrNull(String what, ElementReader reader) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      next();
    } else {
      array(what, reader);
    }
  }

  /** Reads the file's one object, which must have a list of that name; the rest is skipped. */
  void list(String name, String what, ElementReader reader) throws IOException {
    boolean[] found = new boolean[1];
    object(
        "an object with \"" + name + "\"",
        key -> {
          if (key.equals(name)) {
            found[0] = true;
            array(what, reader);
          } else {
            skip();
          }
        });
    end();
    if (!found[0]) {
      throw wrong("$", "the key \"" + name + "\"", "none");
    }
  }

  /** Reads an object of which only one text is wanted; null where it has none. */
  String only(String what, String name, String value) throws IOException {
    String[] found = new String[1];
    object(
        what,
        key -> {
          if (key.equals(name)) {
            found[0] = textOrNull(value);
          } else {
            skip();
          }
        });
    return found[0];
  }

  String text(String what) throws IOException {
    require(JsonToken.VALUE_STRING, what);
    String text = currentText();
    next();
    return text;
  }

  /** As {@link #text}; null where the value is null. */
  String textOrNull(String what) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      next();
      return null;
    }
    return text(what);
  }

  /** As {@link #text}; empty where the value is null. */
  String textOrEmpty(String what) throws IOException {
    String text = textOrNull(what);
    return text == null ? "" : text;
  }

  /** As {@link #textOrEmpty}, on one line. */
  String tidyText(String what) throws IOException {
    return CaptionedImage.tidy(textOrEmpty(what));
  }

  /**
   * Reads an id: a whole number or a string that is not blank; both become text. Python's tables
   * write 7 as 7.0 where another row has no number.
   */
  String id(String what) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      double number = parser.getDoubleValue();
      if (Math.abs(number) <= LARGEST_ID && number == Math.rint(number)) {
        next();
        return Long.toString((long) number);
      }
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      require(JsonToken.VALUE_NUMBER_INT, what);
    }
    String id = currentText();
    if (id.isBlank()) {
      throw wrong(what, "a blank string");
    }
    next();
    return id;
  }

  double number(String what) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
      require(JsonToken.VALUE_NUMBER_INT, what);
    }
    double number = parser.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw wrong(what, found());
    }
    next();
    return number;
  }

  /** Reads an array of strings; there are none where the value is null. */
  List<String> texts(String what) throws IOException {
    List<String> texts = new ArrayList<>();
    arrayOrNull("an array, each element " + what, index -> texts.add(text(what)));
    return texts;
  }

  /** Whether the cursor stands at an array. */
  boolean isAtArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /** Whether there is no further value: a file may hold several, one below the other. */
  boolean isAtEnd() {
    return parser.currentToken() == null;
  }

  /** The line at which the cursor stands, from 1. */
  int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /** Steps over a value of any kind. */
  void skip() throws IOException {
    try {
      parser.skipChildren();
    } catch (JsonProcessingException | CharConversionException e) {
      throw broken(e);
    }
    next();
  }

  /** Nothing may follow the value that was read. */
  void end() throws IOException {
    if (parser.currentToken() != null) {
      throw wrong("the end of the file", found());
    }
  }

  /** A fault at the value at which the cursor stands. */
  private AnnotationFormatException wrong(String expected, String found) {
    return wrong(path(parser.getParsingContext()), expected, found);
  }

  /** A fault at another place of the file. */
  AnnotationFormatException wrong(String path, String expected, String found) {
    return AnnotationFormatException.atPath(
        file, path, expected, found, "mend the file or get it again");
  }

  /** Refuses an object without a key that it must have. */
  void requireKey(String path, String key, Object value) throws AnnotationFormatException {
    if (value == null) {
      throw wrong(path, "the key \"" + key + "\"", "none");
    }
  }

  void requireText(String path, String what, String text) throws AnnotationFormatException {
    if (text.isBlank()) {
      throw wrong(path, what, "a blank string");
    }
  }

  /** Refuses an id that was there before. */
  void requireNew(boolean isNew, String path, String thing, String id)
      throws AnnotationFormatException {
    if (!isNew) {
      throw wrong(path, "each " + thing + " once", id + " again");
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private void require(JsonToken token, String what) throws IOException {
    if (parser.currentToken() != token) {
      throw wrong(what, found());
    }
  }

  /** Strings are decoded when they are asked for, so a break in one shows only here. */
  private String currentText() throws IOException {
    try {
      return parser.getText();
    } catch (JsonProcessingException | CharConversionException e) {
      throw broken(e);
    }
  }

  private void next() throws IOException {
    try {
      JsonToken token = parser.nextToken();
      if (token == null && !parser.getParsingContext().inRoot()) {
        throw cut(null);
      }
    } catch (JsonProcessingException | CharConversionException e) {
      throw broken(e);
    }
  }

  /** The library's own words are about its insides; a person is told the place. */
  private AnnotationFormatException broken(IOException e) {
    if (e instanceof JsonEOFException) {
      return cut(e);
    }
    JsonLocation place = e instanceof JsonProcessingException json ? json.getLocation() : null;
    place = place == null ? parser.currentLocation() : place;
    boolean encoding = String.valueOf(e.getMessage()).startsWith("Invalid UTF-8");
    return new AnnotationFormatException(
        "%s at %s in line %d: expected %s, but got %s in column %d; %s"
            .formatted(
                file,
                path(parser.getParsingContext()),
                place.getLineNr(),
                encoding ? "UTF-8" : "JSON",
                encoding ? "other bytes" : "something else",
                place.getColumnNr(),
                encoding ? "save it as UTF-8" : "mend the file or get it again"),
        e);
  }

  private AnnotationFormatException cut(IOException e) {
    JsonLocation end = parser.currentLocation();
    return new AnnotationFormatException(
        "%s at %s in line %d: expected JSON, but the file is cut off: it ends after byte %d; get it"
                .formatted(file, path(parser.getParsingContext()), end.getLineNr(), size())
            + " again",
        e);
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return parser.currentLocation().getByteOffset();
    }
  }

  private String found() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "an empty file";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "the string \"" + currentText() + "\"";
      case VALUE_NULL -> "null";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + currentText();
      default -> currentText();
    };
  }

  private static String path(JsonStreamContext innermost) {
    Deque<JsonStreamContext> contexts = new ArrayDeque<>();
    for (JsonStreamContext c = innermost; c != null; c = c.getParent()) {
      contexts.push(c);
    }
    StringBuilder path = new StringBuilder("$");
    for (JsonStreamContext context : contexts) {
      if (context.inArray() && context.hasCurrentIndex()) {
        path.append('[').append(context.getCurrentIndex()).append(']');
      } else if (context.inObject() && context.getCurrentName() != null) {
        path.append('.').append(context.getCurrentName());
      }
    }
    int cut = path.length() - LONGEST_PATH;
    return cut > 0
        ? path.replace(LONGEST_PATH / 2, LONGEST_PATH / 2 + cut, "...").toString()
        : path.toString();
  }
}
