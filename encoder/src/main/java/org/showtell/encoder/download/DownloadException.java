package org.showtell.encoder.download;

import java.io.IOException;

/** A file could not be fetched: which, why, and what to do. */
public final class DownloadException extends IOException {
  private static final long serialVersionUID = 1L;

  DownloadException(String message) {
    super(message);
  }

  DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
