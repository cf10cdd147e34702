package org.showtell.app.cli.terminal;

/** The program was asked for something that it does not do; the message says what to ask for. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
