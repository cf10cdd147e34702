package org.showtell.dataset;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An annotation file that does not hold what its format promises.
 *
 * <p>The message names the file, the place in it (a line number or a JSON path), what was expected,
 * what was found, and what to do.
 */
public class AnnotationFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the whole message
   */
  public AnnotationFormatException(String message) {
    super(message);
  }

  /**
   * @param message the whole message
   * @param cause what the parser or the decoder said
   */
  public AnnotationFormatException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A fault at a line of a text file.
   *
   * @param file the file
   * @param line the line number, from 1
   * @param expected what the format asks for
   * @param found what stands there; long values are cut
   * @param advice what the user can do
   * @return the exception, to be thrown
   */
  public static AnnotationFormatException atLine(
      Path file, long line, String expected, String found, String advice) {
    return new AnnotationFormatException(
        file
            + ":"
            + line
            + ": expected "
            + expected
            + " but found "
            + shorten(found)
            + "; "
            + advice);
  }

  /**
   * A fault at a place inside a JSON file.
   *
   * @param file the file
   * @param jsonPath where, for example {@code $.annotations[3].image_id}
   * @param expected what the format asks for
   * @param found what stands there; long values are cut
   * @param advice what the user can do
   * @return the exception, to be thrown
   */
  public static AnnotationFormatException atPath(
      Path file, String jsonPath, String expected, String found, String advice) {
    return new AnnotationFormatException(
        file
            + " at "
            + jsonPath
            + ": expected "
            + expected
            + " but found "
            + shorten(found)
            + "; "
            + advice);
  }

  private static String shorten(String text) {
    int limit = 120;
    return text.length() <= limit ? text : text.substring(0, limit) + "... (cut)";
  }
}
