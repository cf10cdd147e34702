package org.showtell.app.output.file;

import java.io.IOException;
import org.showtell.app.input.FailureReason;

/**
 * Results cannot go where the user wants them. Nothing was written; the message has the file, the
 * rule and the way out.
 */
public class OutputRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  public OutputRefusedException(String message) {
    super(message);
  }

  public static OutputRefusedException unwritable(String place, IOException e) {
    String reason = FailureReason.of(e);
    return new OutputRefusedException(
        reason.startsWith(place) ? reason : place + ": cannot be written (" + reason + ")");
  }
}
