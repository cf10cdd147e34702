package org.showtell.app.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/** A request's body as a JSON object. Until it is closed, it counts as memory in use. */
final class Body implements AutoCloseable {
  /** Enough for texts. */
  static final int TEXTS = 4 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KILO = 1024;

  // Of the body's bytes: as text, as characters while it is parsed, and as what is decoded from it.
  private static final int COPIES = 5;

  static {
    // An image in base64 is one long string; how long a body may be is the server's limit.
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
  }

  private final JsonNode json;
  private final Runnable release;

  private Body(JsonNode json, Runnable release) {
    this.json = json;
    this.release = release;
  }

  /** Memory for all bodies that are being read, half of the heap. */
  static final class Memory {
    private final int kilobytes =
        (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / KILO);
    private final Semaphore free = new Semaphore(kilobytes);

    private Runnable take(long bytes) {
      int wanted = (int) Math.min(kilobytes, bytes * COPIES / KILO + 1);
      if (!free.tryAcquire(wanted)) {
        throw Problem.busy("Too many large bodies are being read; try again in a moment");
      }
      return () -> free.release(wanted);
    }
  }

  /**
   * Reads the body.
   *
   * @param most bytes of it
   * @throws Problem.ProblemException if it is no object, or too large
   */
  static Body read(Context request, long most, Memory memory) throws IOException {
    String type = String.valueOf(request.header("Content-Type")).toLowerCase(Locale.ROOT);
    String media = type.split(";")[0].strip();
    if (!media.equals("application/json") && !media.endsWith("+json")) {
      throw Problem.wrongMedia(
          "Content-Type must be application/json, but got "
              + Problem.quoted(request.header("Content-Type")));
    }
    long length = request.req().getContentLengthLong();
    if (length > most) {
      throw Problem.tooLarge("The body must have at most " + most + " bytes, but got " + length);
    }
    Runnable release = memory.take(length < 0 ? most : length);
    try {
      byte[] content =
          Failures.reading(() -> request.req().getInputStream().readNBytes((int) most + 1));
      if (content.length > most) {
        throw Problem.tooLarge("The body must have at most " + most + " bytes, but got more");
      }
      JsonNode json = JSON.readTree(content);
      if (json == null || !json.isObject()) {
        throw Problem.badRequest("The body must be a JSON object, but got something else");
      }
      return new Body(json, release);
    } catch (JsonProcessingException e) {
      release.run();
      throw Problem.badRequest(
          "The body must be a JSON object, but got something else"
              + (e.getLocation() == null ? "" : " in column " + e.getLocation().getColumnNr()));
    } catch (IOException | RuntimeException | Error e) {
      release.run();
      throw e;
    }
  }

  JsonNode json() {
    return json;
  }

  /** A text of the object, not blank. */
  String text(String field, int longest) {
    return text(field, json.path(field), longest);
  }

  /** The same for a value that is there already. */
  static String text(String field, JsonNode value, int longest) {
    if (!value.isTextual()
        || value.textValue().isBlank()
        || value.textValue().codePointCount(0, value.textValue().length()) > longest) {
      throw Problem.badRequest(
          field
              + " must be a text of 1 to "
              + longest
              + " characters, but got "
              + (value.isMissingNode()
                  ? "none"
                  : Problem.quoted(value.isTextual() ? value.textValue() : value.toString())));
    }
    value
        .textValue()
        .codePoints()
        .filter(one -> !isPlain(one))
        .findFirst()
        .ifPresent(
            one -> {
              throw Problem.badRequest(
                  field + " must have no control characters, but got U+%04X".formatted(one));
            });
    return value.textValue();
  }

  // What XML 1.0 can hold.
  private static boolean isPlain(int one) {
    return one >= ' '
        ? !(one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE)
            && one != 0xFFFE
            && one != 0xFFFF
        : one == '\t' || one == '\n' || one == '\r';
  }

  @Override
  public void close() {
    release.run();
  }
}
