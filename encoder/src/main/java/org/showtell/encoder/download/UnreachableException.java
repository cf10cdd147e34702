package org.showtell.encoder.download;

import java.io.IOException;

/** No connection could be made; the message is the reason. */
final class UnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreachableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
