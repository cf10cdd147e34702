package org.showtell.app.output.caption;

import java.io.IOException;

/** The result of one photo cannot be saved; the results of others may be. */
public class PhotoOutputException extends IOException {
  private static final long serialVersionUID = 1L;

  public PhotoOutputException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
