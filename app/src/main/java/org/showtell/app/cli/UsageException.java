package org.showtell.app.cli;

/** The program was asked for something that it does not do; the message says what to ask for. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
