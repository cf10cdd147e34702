package org.showtell.app.cli.terminal;

/** The program cannot do what it was asked for; the message says why, and what to do. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  /** A file or a value that the whole command depends on cannot be used. */
  public UsageException(Exception cause) {
    super(Failures.message(cause), cause);
  }
}
