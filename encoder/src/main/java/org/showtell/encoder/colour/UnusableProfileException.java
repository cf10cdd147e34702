package org.showtell.encoder.colour;

/** A colour profile that cannot be used; the message is the reason only. */
public final class UnusableProfileException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableProfileException(String reason) {
    super(reason);
  }

  UnusableProfileException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
