package org.showtell.dataset;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An annotation file that does not hold what its format promises.
 *
 * <p>The message names the file, the place in it (a line number or a JSON path), what was expected,
 * what it got, and what to do.
 */
public class AnnotationFormatException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 120; // characters of a value in a message

  public AnnotationFormatException(String message) {
    super(message);
  }

  public AnnotationFormatException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A fault at a line of a text file.
   *
   * @param line from 1
   * @param got what stands there; long values are cut
   */
  public static AnnotationFormatException atLine(
      Path file, long line, String expected, String got, String advice) {
    return new AnnotationFormatException(
        file + ":" + line + ": " + expectation(expected, got, advice));
  }

  /**
   * A fault at a place inside a JSON file.
   *
   * @param jsonPath such as {@code $.annotations[3].image_id}
   * @param got what stands there; long values are cut
   */
  public static AnnotationFormatException atPath(
      Path file, String jsonPath, String expected, String got, String advice) {
    return new AnnotationFormatException(
        file + " at " + jsonPath + ": " + expectation(expected, got, advice));
  }

  /**
   * A text file with other bytes than UTF-8.
   *
   * @param line the last line that could be read
   */
  public static AnnotationFormatException notUtf8(
      String file, long line, String advice, Throwable cause) {
    return new AnnotationFormatException(
        "%s: expected UTF-8, but got other bytes after line %d; %s".formatted(file, line, advice),
        cause);
  }

  private static String expectation(String expected, String got, String advice) {
    String value = got.length() <= LONGEST ? got : got.substring(0, LONGEST) + "... (cut)";
    return "expected " + expected + ", but got " + value + "; " + advice;
  }
}
