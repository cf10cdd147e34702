package org.showtell.dataset;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An annotation file that does not hold what its format promises. The message names the file, the
 * line or JSON path, what was expected, what it got (cut if long), and what to do.
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

  /** A fault at a line, from 1, of a text file. */
  public static AnnotationFormatException atLine(
      Path file, long line, String expected, String got, String advice) {
    return new AnnotationFormatException(
        file + ":" + line + ": " + expectation(expected, got, advice));
  }

  /** A fault at a place inside a JSON file, such as {@code $.annotations[3].image_id}. */
  public static AnnotationFormatException atPath(
      Path file, String jsonPath, String expected, String got, String advice) {
    return new AnnotationFormatException(
        file + " at " + jsonPath + ": " + expectation(expected, got, advice));
  }

  /** Other bytes than UTF-8 in a line, from 1, of a text file. */
  public static AnnotationFormatException notUtf8(
      String file, long line, String advice, Throwable cause) {
    return new AnnotationFormatException(
        "%s:%d: expected UTF-8, but got other bytes; %s".formatted(file, line, advice), cause);
  }

  private static String expectation(String expected, String got, String advice) {
    String value = got.length() <= LONGEST ? got : got.substring(0, LONGEST) + "... (cut)";
    return "expected " + expected + ", but got " + value + "; " + advice;
  }
}
